// SPDX-License-Identifier: MIT
import MatinesDomain

/// One tab in 64 bits, so that one compare-and-swap publishes it whole. From low to high: 10 bits
/// of the second its lease ends, 1 visible, 4 of the session, 18 of the tab, 30 of the person, 1
/// flag that belongs to the line and not to the tab.
///
/// Collisions, by calculation: somebody absent is found present four times in 10^9 checks; two
/// tabs of one person count as one in 262 144 pairs.
enum TabWord {
  static let flag: UInt64 = 1 << 63
  static let person: UInt64 = 0x3FFF_FFFF << 33
  static let tab: UInt64 = 0x3_FFFF << 15
  static let session: UInt64 = 0xF << 11
  static let visible: UInt64 = 1 << 10
  /// Seconds are counted modulo this: no word may stay for half of it once its lease is over.
  static let wrap: UInt64 = 1 << 10
  /// A lease is this long at most; what seems to end later ended long ago.
  static let longest: UInt64 = 200

  static func isAlive(_ word: UInt64, at second: UInt64) -> Bool {
    word & person != 0 && (word &- second) & (wrap - 1) &- 1 < longest
  }

  /// Never zero: an empty place is nobody's.
  static func person(_ hash: UInt64) -> UInt64 { max(hash & 0x3FFF_FFFF, 1) << 33 }

  static func tab(_ hash: UInt64) -> UInt64 { hash << 15 & tab }

  /// 0 is no session.
  static func session(_ tag: SessionTag?) -> UInt64 {
    guard let tag else { return 0 }
    return (UInt64(bitPattern: tag.value) % 15 + 1) << 11
  }
}
