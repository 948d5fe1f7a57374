// SPDX-License-Identifier: MIT
import CSQLite

/// Octets of bound texts for the length of one transaction. SQLite would allocate for each of
/// them, under a lock that all connections of the process share.
final class BindingArea {
  private let start: UnsafeMutableRawPointer
  private var used = 0
  private static let size = 16_384

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
}
