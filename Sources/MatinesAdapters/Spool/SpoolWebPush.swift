// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Writes pushes as `.push.json` files, unencrypted and without the subscription's keys.
package struct SpoolWebPush: WebPush {
  private let folder: SpoolFolder

  package init(directory: String) throws(InvalidValue) {
    folder = try SpoolFolder(path: directory, field: "webpush")
  }

  package func prepare(_ message: PushMessage) -> Prepared {
    .ready(Departure { .done(put(message)) })
  }

  private func put(_ message: PushMessage) -> Outcome {
    do throws(RenderFailure) {
      return write(message, try message.words())
    } catch {
      return .failed(why: error.why)
    }
  }

  private func write(_ message: PushMessage, _ words: Rendered) -> Outcome {
    let notification = message.notification
    var json = JSONWriter()
    json.beginObject()
    json.member("user_id", message.user.text)
    json.member("endpoint", message.subscription.endpoint)
    json.member("notification_id", notification.id.description)
    json.member("type", notification.type.text)
    json.member("title", words.title)
    json.member("body", words.text)
    json.member("severity", notification.severity.name)
    json.raw("data", notification.content.data)
    json.member("expires_ms", message.expires.milliseconds)
    json.endObject()
    let name = "\(notification.id).\(message.subscription.number).push.json"
    return folder.put(Array(json.text.utf8) + [0x0A], as: name)
  }
}
