// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// What the page behind a link asks about. It names nobody: whoever holds a forwarded message opens
/// the same page.
package enum UnsubscribeDocument {
  package static func write(_ link: Unsubscription, fixed: Bool) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.member("category", link.category.text)
    writer.member("channel", link.channel.text)
    writer.member("fixed", fixed)
    writer.endObject()
    return writer.text
  }
}
