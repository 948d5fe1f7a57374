// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The member "hub" of an engine's document: how the hub of our own runs.
package struct HubSettings: Sendable {
  let listen: HubAddress
  /// Updates kept for whoever comes back, and their octets.
  var history = 10_000
  var historyOctets = 8 << 20
  var journal: String?
  var heartbeat = Instant.Span.seconds(25)
  /// A token that lives longer is refused.
  var tokenLifeSeconds: Int64 = 86_400
  var origins: [String] = []
  var limits = Limits()

  struct Limits: Sendable {
    var connections = 10_000
    var streams = 8_192
    var streamsPerTopic = 64
    var topics = 16
    var body = 256 << 10
    /// Octets that wait for one subscriber.
    var queue = 256 << 10
    /// For a whole request, from when its connection came.
    var head = Instant.Span.seconds(10)
    /// Between two requests of a connection.
    var idle = Instant.Span.seconds(60)
  }

  private static let members = [
    "listen", "beyond_this_machine", "history", "history_bytes", "journal", "heartbeat_ms",
    "token_s", "origins", "limits",
  ]

  init(_ value: JSON) throws(InvalidValue) {
    let reader = try ObjectReader(value, at: "hub", members: Self.members)
    listen = try HubAddress(
      reader.required("listen", limit: 512), field: "hub.listen",
      beyond: reader.flag("beyond_this_machine") ?? false)
    history = try reader.count("history", 1...1_000_000) ?? history
    historyOctets = try reader.count("history_bytes", 65_536...1_073_741_824) ?? historyOctets
    journal = try reader.string("journal", limit: 4_096)
    if let time = try reader.integer("heartbeat_ms", in: 100...40_000) {
      heartbeat = Instant.Span(milliseconds: time)
    }
    tokenLifeSeconds = try reader.integer("token_s", in: 60...604_800) ?? tokenLifeSeconds
    origins = try Self.origins(reader)
    if let inner = reader["limits"] { limits = try Limits(inner) }
  }

  private static func origins(_ reader: ObjectReader) throws(InvalidValue) -> [String] {
    let origins = try reader.strings("origins", atMost: 64)
    for (index, origin) in origins.enumerated() {
      let parts = origin.split(separator: "/", omittingEmptySubsequences: false)
      let isOrigin =
        parts.count == 3 && ["https:", "http:"].contains(String(parts[0])) && parts[1].isEmpty
        && !parts[2].isEmpty && origin.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x2A }
      guard isOrigin else {
        throw InvalidValue(
          "hub.origins[\(index)]", .malformed("not an origin such as https://bo.example.org"))
      }
    }
    return origins
  }
}

extension HubSettings.Limits {
  private static let members = [
    "connections", "streams", "streams_per_topic", "topics", "body_bytes", "queue_bytes",
    "head_ms", "idle_ms",
  ]

  fileprivate init(_ value: JSON) throws(InvalidValue) {
    let reader = try ObjectReader(value, at: "hub.limits", members: Self.members)
    connections = try reader.count("connections", 1...1_000_000) ?? connections
    streams = try reader.count("streams", 1...1_000_000) ?? streams
    streamsPerTopic = try reader.count("streams_per_topic", 1...1_000_000) ?? streamsPerTopic
    topics = try reader.count("topics", 1...256) ?? topics
    body = try reader.count("body_bytes", 1_024...16_777_216) ?? body
    queue = try reader.count("queue_bytes", 4_096...16_777_216) ?? queue
    if let time = try reader.integer("head_ms", in: 100...600_000) {
      head = Instant.Span(milliseconds: time)
    }
    if let time = try reader.integer("idle_ms", in: 100...3_600_000) {
      idle = Instant.Span(milliseconds: time)
    }
  }
}

extension ObjectReader {
  fileprivate func count(_ key: String, _ range: ClosedRange<Int64>) throws(InvalidValue) -> Int? {
    try integer(key, in: range).map { Int($0) }
  }
}
