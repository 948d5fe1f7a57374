// SPDX-License-Identifier: MIT
import CSQLite

/// Octets of bound texts for the length of one transaction. SQLite would allocate for each of
/// them, under a lock that all connections of the process share.
final class BindingArea {
  private let start: UnsafeMutableRawPointer
  private var used = 0
  private static let size = 65_536

  init() { start = .allocate(byteCount: Self.size, alignment: 1) }

  deinit { start.deallocate() }

  /// Between transactions: nothing bound before is stepped again without being bound anew.
  func clear() { used = 0 }

  /// A copy that stays until `clear`; nil when there is no room, and SQLite copies by itself.
  func keep(_ octets: UnsafeBufferPointer<UInt8>) -> UnsafeRawPointer? {
    guard let base = octets.baseAddress, octets.count <= Self.size - used else { return nil }
    let copy = start + used
    copy.copyMemory(from: base, byteCount: octets.count)
    used += octets.count
    return UnsafeRawPointer(copy)
  }

  /// The numbers as a JSON array, kept like a text; nil when there is no room.
  func keep(_ numbers: [Int64]) -> UnsafeRawBufferPointer? {
    // A number takes 20 octets at most, and one for what divides it from the next.
    guard numbers.count < (Self.size - used) / 21 else { return nil }
    let first = start + used
    var count = 0
    func add(_ octet: UInt8) {
      first.storeBytes(of: octet, toByteOffset: count, as: UInt8.self)
      count += 1
    }
    for number in numbers {
      add(UInt8(ascii: count == 0 ? "[" : ","))
      var left = number.magnitude
      if number < 0 { add(UInt8(ascii: "-")) }
      let digits = count
      repeat {
        add(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: left % 10))
        left /= 10
      } while left > 0
      var written = UnsafeMutableRawBufferPointer(start: first + digits, count: count - digits)
      written.reverse()
    }
    if numbers.isEmpty { add(UInt8(ascii: "[")) }
    add(UInt8(ascii: "]"))
    used += count
    return UnsafeRawBufferPointer(start: first, count: count)
  }
}
