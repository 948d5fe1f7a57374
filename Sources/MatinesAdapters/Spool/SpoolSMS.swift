// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Writes text messages as `.sms.json` files.
package struct SpoolSMS: SMS {
  private let folder: SpoolFolder

  package init(directory: String) throws(InvalidValue) {
    folder = try SpoolFolder(path: directory, field: "sms")
  }

  package func send(_ message: TextMessage) -> Begun {
    var json = JSONWriter()
    json.beginObject()
    json.member("to", message.to.text)
    json.member("text", message.text)
    json.member("notification_id", message.notification.description)
    json.endObject()
    let name = "\(message.notification).\(SpoolFolder.mark(of: message.to.text)).sms.json"
    return .done(folder.put(Array(json.text.utf8) + [0x0A], as: name))
  }
}
