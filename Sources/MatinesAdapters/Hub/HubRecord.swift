// SPDX-License-Identifier: MIT

/// What the journal holds: updates and revocations, each with its length and a check of its octets,
/// so that a record cut short by a crash is known for one.
enum HubRecord: Equatable {
  case update(id: String, topic: HubTopic, frame: [UInt8])
  case revocation(topic: HubTopic, moment: Int64)

  static let magic = Array("matines hub 1\n".utf8)
  /// A body of the largest kind, and what stands around it.
  private static let longest = 64 << 20
  /// Length and check, four octets each.
  private static let headLength = 8

  var octets: [UInt8] {
    var payload: [UInt8] = []
    switch self {
    case .update(let id, let topic, let frame):
      payload.reserveCapacity(frame.count + 512)
      payload.append(1)
      Self.append(id, to: &payload)
      Self.append(topic.text, to: &payload)
      payload += frame
    case .revocation(let topic, let moment):
      payload.append(2)
      Self.append(topic.text, to: &payload)
      payload += Self.octets(UInt64(bitPattern: moment))
    }
    let head =
      Self.octets(UInt64(payload.count)).suffix(4) + Self.octets(Self.check(payload[...])).suffix(4)
    return head + payload
  }

  /// The record at the start, and how long it is; nil where none is whole.
  static func read(_ octets: ArraySlice<UInt8>) -> (record: HubRecord, length: Int)? {
    guard octets.count > headLength else { return nil }
    let head = octets.prefix(headLength)
    let count = Int(number(head.prefix(4)))
    guard count >= 1, count <= longest, octets.count - headLength >= count else { return nil }
    let payload = octets.dropFirst(headLength).prefix(count)
    guard number(head.suffix(4)) == check(payload) & 0xFFFF_FFFF, let record = parse(payload) else {
      return nil
    }
    return (record, headLength + count)
  }

  private static func parse(_ payload: ArraySlice<UInt8>) -> HubRecord? {
    var rest = payload
    switch rest.popFirst() {
    case 1:
      guard let id = text(&rest), let topic = text(&rest).flatMap({ try? HubTopic($0) }) else {
        return nil
      }
      return .update(id: id, topic: topic, frame: Array(rest))
    case 2:
      guard let topic = text(&rest).flatMap({ try? HubTopic($0) }), rest.count == 8 else {
        return nil
      }
      return .revocation(topic: topic, moment: Int64(bitPattern: number(rest)))
    default: return nil
    }
  }

  private static func append(_ text: String, to payload: inout [UInt8]) {
    // Both are checked to be short.
    payload += octets(UInt64(text.utf8.count)).suffix(2)
    payload += text.utf8
  }

  private static func text(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.count >= 2 else { return nil }
    let count = Int(number(rest.prefix(2)))
    rest = rest.dropFirst(2)
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return String(validating: rest.prefix(count), as: UTF8.self)
  }

  private static func octets(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
  }

  private static func number(_ octets: ArraySlice<UInt8>) -> UInt64 {
    octets.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// FNV-1a; it finds accidents, and is no defence.
  private static func check(_ payload: ArraySlice<UInt8>) -> UInt64 {
    payload.withUnsafeBufferPointer { octets in
      octets.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
  }
}
