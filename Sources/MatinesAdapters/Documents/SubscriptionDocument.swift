// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A push subscription as browsers write it (`PushSubscription.toJSON()`), with what a page adds.
package enum SubscriptionDocument {
  private static let members = [
    "endpoint", "keys", "expirationTime", "applicationServerKey", "label", "userAgent",
  ]

  /// `service` knows which ports and keys are ours; without one, the rules of the standard hold.
  package static func read(
    _ text: String, _ service: PushService?, now: Instant
  ) throws(InvalidValue) -> RegisteredBrowser {
    let value = try parse(text, "subscription", .data)
    let reader = try ObjectReader(value, at: "subscription", members: members)
    return RegisteredBrowser(
      subscription: try subscription(reader, service),
      label: try line(reader, "label", limit: RegisteredBrowser.labelLimit),
      userAgent: try line(reader, "userAgent", limit: RegisteredBrowser.userAgentLimit),
      created: now)
  }

  /// An array of them.
  package static func readMany(
    _ text: String, _ service: PushService
  ) throws(InvalidValue) -> [Subscription] {
    guard let array = try parse(text, "subscriptions", .document).asArray else {
      throw InvalidValue("subscriptions", .malformed("not an array"))
    }
    var found: [Subscription] = []
    found.reserveCapacity(array.count)
    for (index, element) in array.enumerated() {
      let reader = try ObjectReader(
        element, at: "subscriptions[\(index)]", members: members)
      found.append(try subscription(reader, service))
    }
    return found
  }

  private static func parse(
    _ text: String, _ name: String, _ limits: JSONLimits
  ) throws(InvalidValue) -> JSON {
    do throws(JSONError) {
      return try JSON.parse(text, limits: limits, top: .any)
    } catch {
      throw InvalidValue(name, error, limits: limits)
    }
  }

  private static func subscription(
    _ reader: ObjectReader, _ service: PushService?
  ) throws(InvalidValue) -> Subscription {
    let endpoint = try reader.required("endpoint")
    try PushEndpoint(
      endpoint, ports: service?.allowedPorts ?? [], field: reader.name("endpoint")
    ).requireCanonical(endpoint, reader.name("endpoint"))
    let keys = try ObjectReader(
      reader["keys"], at: reader.name("keys"), members: ["p256dh", "auth"])
    return Subscription(
      endpoint: endpoint, p256dh: try point(keys, "p256dh"),
      auth: try octets(keys, "auth", count: MessageEncryption.authSize),
      applicationServerKey: try applicationServerKey(reader, service),
      expires: try expiry(reader))
  }

  /// RFC 8291, 3.2: strict base64url of an exact length.
  private static func octets(
    _ reader: ObjectReader, _ name: String, count: Int
  ) throws(InvalidValue) -> [UInt8] {
    let text = try reader.required(name, limit: 128)
    guard let octets = try? Base64URL.decode(text) else {
      throw InvalidValue(reader.name(name), .malformed("not base64url without padding"))
    }
    guard octets.count == count else {
      throw InvalidValue(
        reader.name(name), .malformed("\(octets.count) octets instead of \(count)"))
    }
    return octets
  }

  private static func point(
    _ reader: ObjectReader, _ name: String
  ) throws(InvalidValue) -> [UInt8] {
    let octets = try octets(reader, name, count: MessageEncryption.publicKeySize)
    guard octets.first == 4 else {
      throw InvalidValue(reader.name(name), .malformed("not an uncompressed point"))
    }
    guard octets.withUnsafeBytes(MessageEncryption.isOnCurve) else {
      throw InvalidValue(reader.name(name), .malformed("not a point of P-256"))
    }
    return octets
  }

  private static func applicationServerKey(
    _ reader: ObjectReader, _ service: PushService?
  ) throws(InvalidValue) -> String? {
    guard reader["applicationServerKey"] != nil else { return nil }
    let key = Base64URL.encode(try point(reader, "applicationServerKey"))
    if let service, !service.keys.publicKeys.contains(key) {
      throw InvalidValue(
        reader.name("applicationServerKey"), .malformed("not one of webpush.keys"))
    }
    return key
  }

  /// Milliseconds since 1970, as browsers count them; parts of one are dropped.
  private static func expiry(_ reader: ObjectReader) throws(InvalidValue) -> Instant? {
    guard let value = reader["expirationTime"] else { return nil }
    guard case .number(let number) = value,
      number.text.utf8.allSatisfy({ $0 == 0x2E || (0x30...0x39).contains($0) }),
      let milliseconds = Int64(number.text.prefix { $0 != "." })
    else {
      throw InvalidValue(
        reader.name("expirationTime"), .malformed("neither null nor milliseconds since 1970"))
    }
    return Instant(milliseconds: milliseconds)
  }

  private static func line(
    _ reader: ObjectReader, _ name: String, limit: Int
  ) throws(InvalidValue) -> String? {
    guard let text = try reader.string(name, limit: limit), !text.isEmpty else { return nil }
    try check(line: text, reader.name(name))
    return text
  }

  package static func check(line text: String, _ field: String) throws(InvalidValue) {
    guard PlainText.isClean(text) else {
      throw InvalidValue(field, .malformed("has a control or format character"))
    }
  }

  /// Without the keys, which are nobody's to read.
  package static func list(_ browsers: [RegisteredBrowser]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginArray("subscriptions")
    for browser in browsers { writer.rawElement(text(browser)) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(_ browser: RegisteredBrowser) -> String {
    var entry = JSONWriter()
    entry.beginObject()
    entry.member("endpoint", browser.subscription.endpoint)
    entry.text("label", browser.label)
    entry.text("userAgent", browser.userAgent)
    entry.text("applicationServerKey", browser.subscription.applicationServerKey)
    entry.member("created_ms", browser.created.milliseconds)
    entry.time("last_success_ms", browser.lastSuccess)
    entry.time("expires_ms", browser.subscription.expires)
    entry.endObject()
    return entry.text
  }
}
