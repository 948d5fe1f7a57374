// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Addresses that are left alone, a page of them.
package enum SuppressionDocument {
  /// `isCut`: more follow the last of them.
  package static func write(_ listed: [Suppression], isCut: Bool) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginArray("suppressions")
    for suppression in listed { writer.rawElement(text(suppression)) }
    writer.endArray()
    writer.text("next", isCut ? listed.last?.address.text : nil)
    writer.endObject()
    return writer.text
  }

  private static func text(_ suppression: Suppression) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("address", suppression.address.text)
    writer.member("reason", suppression.cause.rawValue)
    writer.member("since_ms", suppression.since.milliseconds)
    writer.endObject()
    return writer.text
  }
}
