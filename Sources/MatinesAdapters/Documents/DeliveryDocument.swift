// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesApplication
import MatinesWire

/// A delivery as a host receives it: to send it with what it has.
package enum DeliveryDocument {
  package static func write(_ delivery: Delivery, _ words: Rendered) -> String {
    writer(delivery, words).text
  }

  /// The same for a function in C: it ends with a NUL.
  package static func octets(_ delivery: Delivery, _ words: Rendered) -> [UInt8] {
    writer(delivery, words).octets + [0]
  }

  private static func writer(_ delivery: Delivery, _ words: Rendered) -> JSONWriter {
    var writer = JSONWriter(capacity: 1_024)
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.member("kind", "delivery")
    writer.member("token", delivery.token.text)
    writer.member("channel", delivery.channel.text)
    writer.member("attempt", Int64(delivery.attempt))
    writer.member("expires_ms", delivery.expires.milliseconds)
    notification(delivery.notification, to: &writer)
    UserDocument.write(delivery.user, "user", to: &writer)
    if let subscription = delivery.subscription {
      writer.beginObject("subscription")
      writer.member("endpoint", subscription.endpoint)
      writer.beginObject("keys")
      writer.member("p256dh", Base64URL.encode(subscription.p256dh))
      writer.member("auth", Base64URL.encode(subscription.auth))
      writer.endObject()
      writer.endObject()
    }
    writer.member("title", words.title)
    writer.member("text", words.text)
    if let html = words.html { writer.member("html", html) }
    writer.endObject()
    return writer
  }

  static func notification(_ notification: Notification, to writer: inout JSONWriter) {
    writer.beginObject("notification")
    writer.member("id", notification.id.description)
    writer.member("type", notification.type.text)
    writer.member("category", notification.category.text)
    writer.member("severity", notification.severity.name)
    writer.member("created_ms", notification.created.milliseconds)
    writer.raw("data", notification.content.data)
    writer.endObject()
  }
}
