// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// The document an engine is opened from.
package struct EngineDocument: Sendable {
  package let store: DSN
  package let origin: String?
  /// The same, read: where links lead.
  package let home: HomeOrigin?
  package let locale: LanguageTag
  package let realtime: DSN?
  package let mailer: DSN?
  package let sms: DSN?
  package let webpush: PushCarrier?
  package let presence: DSN?
  package let policy: PolicySource
  /// The folder of the operator's own.
  package let templates: String?
  package let keys: String?
  package let unsubscribe: UnsubscribeSettings?
  package let closing: Instant.Span
  package let resident: Bool
  package let limits: WorkLimits
  package private(set) var busy: Instant.Span
  /// The hub of our own, if one is to run beside.
  package let hub: HubSettings?

  /// Elsewhere, or by the library itself.
  package enum PushCarrier: Sendable {
    case dsn(DSN)
    case service(PushSettings)
  }

  package enum PolicySource: Sendable {
    case builtIn
    case file(String)
    case inline(JSON)
  }

  private static let members = [
    "store", "origin", "locale", "realtime", "mailer", "sms", "webpush", "presence", "policy",
    "templates", "keys", "close_ms", "resident", "limits", "hub", "unsubscribe",
  ]

  package static func read(_ text: String) throws(InvalidValue) -> EngineDocument {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .document)
    } catch {
      throw InvalidValue("configuration", error, limits: .document)
    }
    return try read(value)
  }

  static func read(_ value: JSON) throws(InvalidValue) -> EngineDocument {
    try EngineDocument(ObjectReader(value, at: "", members: members))
  }

  private init(_ reader: ObjectReader) throws(InvalidValue) {
    guard let store = try Self.dsn(reader, "store") else {
      throw InvalidValue("store", .missing)
    }
    self.store = store
    origin = try Self.origin(reader)
    home = origin.flatMap { HomeOrigin($0) }
    locale = try LanguageTag(reader.string("locale") ?? LanguageTag.french.text)
    realtime = try Self.dsn(reader, "realtime")
    mailer = try Self.dsn(reader, "mailer")
    sms = try Self.dsn(reader, "sms")
    webpush = try Self.push(reader)
    presence = try Self.dsn(reader, "presence")
    policy = try Self.policy(reader)
    templates = try reader.string("templates")
    keys = try reader.string("keys")
    unsubscribe = try Self.unsubscribe(reader)
    closing = Instant.Span(
      milliseconds: try reader.integer("close_ms", in: 0...600_000) ?? 5_000)
    resident = try reader.flag("resident") ?? false
    (limits, busy) = try Self.limits(reader)
    hub = try Self.hub(reader)
  }

  /// For whoever must not wait longer for a locked store.
  func waiting(atMost longest: Instant.Span) -> EngineDocument {
    var document = self
    if longest.milliseconds < busy.milliseconds { document.busy = longest }
    return document
  }

  private static func unsubscribe(
    _ reader: ObjectReader
  ) throws(InvalidValue) -> UnsubscribeSettings? {
    guard let value = reader["unsubscribe"] else { return nil }
    return try UnsubscribeSettings(value)
  }

  private static func hub(_ reader: ObjectReader) throws(InvalidValue) -> HubSettings? {
    guard let value = reader["hub"] else { return nil }
    return try HubSettings(value)
  }

  private static func dsn(
    _ reader: ObjectReader, _ key: String
  ) throws(InvalidValue) -> DSN? {
    guard let text = try reader.string(key) else { return nil }
    let dsn: DSN
    do throws(DSNError) {
      dsn = try DSN.parse(text)
    } catch {
      throw InvalidValue(key, .malformed(error.description))
    }
    // A plus sign is a space there; whoever wrote +336 meant %2B336.
    if let option = dsn.options.first(where: \.hasPlus) {
      throw InvalidValue(
        "\(key).\(PlainText.oneLine(option.name, limit: 64))",
        .malformed("'+' reads as a space; write %2B for a plus sign, %20 for a space"))
    }
    return dsn
  }

  private static func push(_ reader: ObjectReader) throws(InvalidValue) -> PushCarrier? {
    guard let value = reader["webpush"], value.asObject != nil else {
      return try dsn(reader, "webpush").map { .dsn($0) }
    }
    return .service(try PushSettings(value))
  }

  private static func origin(_ reader: ObjectReader) throws(InvalidValue) -> String? {
    guard let text = try reader.string("origin", limit: 512) else { return nil }
    let hasScheme =
      text.hasPrefix("https://") || text.hasPrefix("http://localhost")
      || text.hasPrefix("http://127.0.0.1")
    guard hasScheme, PlainText.isClean(text), text.split(separator: "/").count == 2,
      !text.hasSuffix("/")
    else {
      throw InvalidValue(
        "origin", .malformed("not an origin such as https://bo.example.org, without a path"))
    }
    return text
  }

  private static func policy(_ reader: ObjectReader) throws(InvalidValue) -> PolicySource {
    guard let value = reader["policy"] else { return .builtIn }
    if let path = value.asString { return .file(path) }
    return .inline(value)
  }

  private static func limits(
    _ reader: ObjectReader
  ) throws(InvalidValue) -> (WorkLimits, Instant.Span) {
    var limits = WorkLimits()
    var busy = Instant.Span.seconds(5)
    guard let value = reader["limits"] else { return (limits, busy) }
    let inner = try ObjectReader(
      value, at: "limits",
      members: ["in_flight", "lease_ms", "busy_ms", "waiting", "drain_per_second"])
    if let count = try inner.integer("in_flight", in: 1...1_000) {
      limits.inFlight = Int(count)
    }
    if let lease = try inner.integer("lease_ms", in: 500...3_600_000) {
      limits.lease = Instant.Span(milliseconds: lease)
    }
    if let count = try inner.integer("waiting", in: 1...100_000_000) {
      limits.waiting = Int(count)
    }
    if let rate = try inner.integer("drain_per_second", in: 1...1_000) {
      limits.drain = Int(rate)
    }
    if let time = try inner.integer("busy_ms", in: 0...600_000) {
      busy = Instant.Span(milliseconds: time)
    }
    return (limits, busy)
  }
}
