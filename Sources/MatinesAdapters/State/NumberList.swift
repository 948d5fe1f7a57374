// SPDX-License-Identifier: MIT

/// Numbers as octets: eight each, little-endian.
enum NumberList {
  static func write(_ numbers: [Int64]) -> [UInt8] {
    numbers.flatMap { number in
      (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
  }

  /// Nil for what is not such a list.
  static func read(_ octets: [UInt8]) -> [Int64]? {
    guard octets.count % 8 == 0 else { return nil }
    return stride(from: 0, to: octets.count, by: 8).map { start in
      octets[start..<start + 8].reversed().reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }
  }
}
