// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesApplication
import MatinesWire

/// A delivery as a host receives it: to send it with what it has.
package enum DeliveryDocument {
  /// `home` is where links lead; without it there are none.
  package static func write(_ offer: Offer, from home: HomeOrigin?) -> String {
    writer(offer, home).text
  }

  /// The same for a function in C: it ends with a NUL.
  package static func octets(_ offer: Offer, from home: HomeOrigin?) -> [UInt8] {
    var octets = writer(offer, home).octets
    octets.append(0)
    return octets
  }

  private static func writer(_ offer: Offer, _ home: HomeOrigin?) -> JSONWriter {
    let delivery = offer.delivery
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
    if let browser = delivery.subscription { subscription(browser, to: &writer) }
    let content = delivery.notification.content
    writer.member("template", orNull: content.template?.text)
    writer.member("locale", offer.locale.text)
    writer.member("link", orNull: TargetURL.link(of: content.data, from: home))
    writer.member("unsubscribe_url", orNull: offer.unsubscribe)
    writer.member("title", orNull: offer.words?.title)
    writer.member("text", orNull: offer.words?.text)
    writer.member("html", orNull: offer.words?.html)
    writer.endObject()
    return writer
  }

  private static func subscription(
    _ subscription: Subscription, to writer: inout JSONWriter
  ) {
    writer.beginObject("subscription")
    writer.member("endpoint", subscription.endpoint)
    writer.beginObject("keys")
    writer.member("p256dh", Base64URL.encode(subscription.p256dh))
    writer.member("auth", Base64URL.encode(subscription.auth))
    writer.endObject()
    writer.endObject()
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
