// SPDX-License-Identifier: MIT
import CSystem
import MatinesWire

/// The first page of a segment: what it is, how large, its key, and whose it is. Written before
/// the file has its name, and never changed; two counters stand in its second half.
struct SegmentHeader {
  static let length = 4_096
  /// Where the epoch of the last sweep and the count of refused pings stand, a line for each.
  static let sweptEpoch = 2_048
  static let refused = 2_112
  /// 64 octets of numbers, then the path of the store.
  private static let pathStart = 64
  private static let longestPath = sweptEpoch - pathStart
  /// "matinesp", and the layout of what follows.
  private static let magic: UInt64 = 0x6D61_7469_6E65_7370
  private static let version: UInt64 = 2
  static let userLimit = 1...16_000_000

  let users: Int
  let key: (UInt64, UInt64)
  /// Empty where no store is behind it, or its path is too long to be kept.
  let storePath: [UInt8]

  init(users: Int, storePath: String?) throws(SystemFault) {
    self.users = users
    var octets = [UInt8](repeating: 0, count: 16)
    guard getrandom(&octets, octets.count, 0) == octets.count else { throw .last }
    key = (Self.number(octets, 0), Self.number(octets, 8))
    let path = Array((storePath ?? "").utf8)
    self.storePath = path.count <= Self.longestPath ? path : []
  }

  /// Two words a person, and up to eight as long as everything fits into 2 MiB.
  var words: Int {
    let room = (2 * 1_048_576 - Self.length) / 8
    let wanted = max(users * 2, min(users * 8, room), TabTable.width * TabTable.reach)
    return (wanted + TabTable.width - 1) / TabTable.width * TabTable.width
  }

  var size: Int { Self.length + words * 8 }

  enum Problem: Error {
    case foreign
    case otherVersion
  }

  init(reading octets: [UInt8]) throws(Problem) {
    guard octets.count == Self.length, Self.number(octets, 0) == Self.magic else {
      throw .foreign
    }
    guard Self.number(octets, 8) == Self.version else { throw .otherVersion }
    let (users, path) = (Self.number(octets, 16), Self.number(octets, 40))
    guard let users = Int(exactly: users), Self.userLimit.contains(users),
      let count = Int(exactly: path), (0...Self.longestPath).contains(count)
    else { throw .foreign }
    self.users = users
    key = (Self.number(octets, 24), Self.number(octets, 32))
    storePath = Array(octets[Self.pathStart..<Self.pathStart + count])
    guard Self.number(octets, 48) == checksum else { throw .foreign }
  }

  var octets: [UInt8] {
    let numbers = [
      Self.magic, Self.version, UInt64(users), key.0, key.1, UInt64(storePath.count), checksum, 0,
    ]
    let start = numbers.flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) }
    }
    let known = start + storePath
    return known + [UInt8](repeating: 0, count: Self.length - known.count)
  }

  private var checksum: UInt64 {
    SipHash(key: (key.0 ^ UInt64(users), key.1)).hash(String(decoding: storePath, as: UTF8.self))
  }

  private static func number(_ octets: [UInt8], _ start: Int) -> UInt64 {
    octets[start..<start + 8].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
