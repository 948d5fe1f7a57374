// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A push subscription as browsers write it (`PushSubscription.toJSON()`).
package enum SubscriptionDocument {
  package static func read(_ text: String) throws(InvalidValue) -> Subscription {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .data)
    } catch {
      throw InvalidValue("subscription", error)
    }
    let reader = try ObjectReader(
      value, at: "subscription", members: ["endpoint", "keys", "expirationTime"])
    let endpoint = try reader.required("endpoint", limit: 2_048)
    guard endpoint.hasPrefix("https://"), PlainText.isClean(endpoint) else {
      throw InvalidValue(reader.name("endpoint"), .malformed("not an https address"))
    }
    let keys = try ObjectReader(
      reader["keys"], at: reader.name("keys"), members: ["p256dh", "auth"])
    return Subscription(
      endpoint: endpoint,
      p256dh: try key(keys, "p256dh", octets: 65, first: 4),
      auth: try key(keys, "auth", octets: 16, first: nil))
  }

  /// RFC 8291, 3.2 and 2.1: an uncompressed point of P-256, and 16 octets of secret.
  private static func key(
    _ reader: ObjectReader, _ name: String, octets: Int, first: UInt8?
  ) throws(InvalidValue) -> String {
    let text = try reader.required(name, limit: 128)
    guard let bytes = try? Base64URL.decode(text), bytes.count == octets,
      first == nil || bytes.first == first
    else {
      throw InvalidValue(
        reader.name(name), .malformed("not \(octets) octets of the expected form in base64url"))
    }
    return text
  }

  /// Without the keys, which are nobody's to read.
  package static func list(_ subscriptions: [Subscription]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginArray("subscriptions")
    for subscription in subscriptions {
      var entry = JSONWriter()
      entry.beginObject()
      entry.member("endpoint", subscription.endpoint)
      entry.endObject()
      writer.rawElement(entry.text)
    }
    writer.endArray()
    writer.endObject()
    return writer.text
  }
}
