// SPDX-License-Identifier: MIT

/// Prepared statements by the address of their text. Each use of a statement looks it up, and the
/// standard dictionary would hash an address as if somebody might have chosen it.
struct StatementTable {
  private struct Entry {
    var key: UInt = 0
    var statement: OpaquePointer?
  }

  private var entries = [Entry](repeating: Entry(), count: 256)
  private var count = 0

  func find(_ key: UInt) -> OpaquePointer? {
    let entry = entries[place(of: key)]
    return entry.key == key ? entry.statement : nil
  }

  mutating func add(_ statement: OpaquePointer, _ key: UInt) {
    if count >= entries.count / 2 { grow() }
    entries[place(of: key)] = Entry(key: key, statement: statement)
    count += 1
  }

  mutating func removeAll() -> [OpaquePointer] {
    let statements = entries.compactMap(\.statement)
    self = StatementTable()
    return statements
  }

  /// Where the key stands, or the first free place behind where it should: there is always one.
  private func place(of key: UInt) -> Int {
    let mask = entries.count - 1
    // Texts follow each other in memory: the upper bits of a product spread them.
    var place = Int(truncatingIfNeeded: key &* 0x9E37_79B9_7F4A_7C15 >> 40) & mask
    while entries[place].statement != nil, entries[place].key != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let known = entries
    entries = [Entry](repeating: Entry(), count: known.count * 2)
    for entry in known where entry.statement != nil { entries[place(of: entry.key)] = entry }
  }
}
