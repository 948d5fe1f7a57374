// SPDX-License-Identifier: MIT
import MatinesWire

/// The public keys with which browsers may subscribe, the first being that for new ones.
package enum VAPIDKeysDocument {
  package static func write(_ publicKeys: [String]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginArray("keys")
    for key in publicKeys { writer.element(key) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }
}
