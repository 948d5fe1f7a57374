// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain

/// What is encrypted: the same octets for everybody, or a range of them for each. Checked once, so
/// that every message lies in the caller's memory and fits into one record.
struct PayloadRanges {
  private let octets: UnsafeRawBufferPointer
  private let offsets: UnsafePointer<Int>?
  /// Of the longest message.
  let longest: Int

  /// A `size_t` beyond `Int.max` arrives as a negative number.
  init(
    _ payload: UnsafePointer<UInt8>?, _ length: Int, offsets: UnsafePointer<Int>?, count: Int
  ) throws {
    guard length >= 0, offsets != nil || length <= MessageEncryption.payloadLimit else {
      throw Self.tooLong
    }
    guard payload != nil || length == 0 else {
      throw Refusal(MATINES_ENULL, "payload: NULL")
    }
    octets = UnsafeRawBufferPointer(start: payload, count: payload == nil ? 0 : length)
    self.offsets = offsets
    longest = try offsets.map { try Self.longest($0, count, length) } ?? length
  }

  subscript(number: Int) -> UnsafeRawBufferPointer {
    guard let offsets else { return octets }
    return UnsafeRawBufferPointer(rebasing: octets[offsets[number]..<offsets[number + 1]])
  }

  private static func longest(
    _ offsets: UnsafePointer<Int>, _ count: Int, _ length: Int
  ) throws -> Int {
    var longest = 0
    var before = offsets[0]
    guard before >= 0 else { throw outside(0) }
    for number in 1...count {
      let next = offsets[number]
      guard next >= before, next <= length else { throw outside(number) }
      longest = max(longest, next - before)
      before = next
    }
    guard longest <= MessageEncryption.payloadLimit else { throw tooLong }
    return longest
  }

  private static let tooLong = InvalidValue(
    "payload", .tooLong(octets: MessageEncryption.payloadLimit))

  private static func outside(_ number: Int) -> InvalidValue {
    InvalidValue("offsets[\(number)]", .malformed("decreases, or lies beyond length"))
  }
}
