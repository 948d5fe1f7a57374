// SPDX-License-Identifier: MIT

/// Prepared statements by the address of their text. Each use of a statement looks it up, and the
/// standard dictionary would hash an address as if somebody might have chosen it.
final class StatementTable {
  private struct Entry {
    var key: UInt = 0
    var statement: OpaquePointer?
  }

  /// The library has some two hundred texts. Where nearly all places were taken, looking for one
  /// would take long, and no more are kept.
  private static let places = 1_024
  private let entries: UnsafeMutablePointer<Entry>
  private var count = 0

  init() {
    entries = .allocate(capacity: Self.places)
    entries.initialize(repeating: Entry(), count: Self.places)
  }

  deinit { entries.deallocate() }

  func find(_ key: UInt) -> OpaquePointer? {
    let entry = entries[place(of: key)]
    return entry.key == key ? entry.statement : nil
  }

  /// False when there is no room.
  func add(_ statement: OpaquePointer, _ key: UInt) -> Bool {
    guard count < Self.places / 2 else { return false }
    entries[place(of: key)] = Entry(key: key, statement: statement)
    count += 1
    return true
  }

  func removeAll() -> [OpaquePointer] {
    let statements = UnsafeBufferPointer(start: entries, count: Self.places)
      .compactMap(\.statement)
    entries.update(repeating: Entry(), count: Self.places)
    count = 0
    return statements
  }

  /// Where the key stands, or the first free place behind where it should.
  private func place(of key: UInt) -> Int {
    let mask = Self.places - 1
    // Texts follow each other in memory: the upper bits of a product spread them.
    var place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while entries[place].statement != nil, entries[place].key != key { place = (place + 1) & mask }
    return place
  }
}
