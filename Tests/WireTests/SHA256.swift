// SPDX-License-Identifier: MIT

/// FIPS 180-4 and RFC 2104, written for clarity: the tests of tokens need a MAC of their own.
enum SHA256 {
  static func hash(_ message: [UInt8]) -> [UInt8] {
    var state = roots(of: 8, power: 2)
    let words = padded(message)
    for block in stride(from: 0, to: words.count, by: 16) {
      compress(Array(words[block..<block + 16]), into: &state)
    }
    return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
  }

  static func authenticate(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    let short = key.count > 64 ? hash(key) : key
    let block = short + [UInt8](repeating: 0, count: 64 - short.count)
    return hash(block.map { $0 ^ 0x5C } + hash(block.map { $0 ^ 0x36 } + message))
  }

  private static func padded(_ message: [UInt8]) -> [UInt32] {
    var octets = message + [0x80]
    while octets.count % 64 != 56 { octets.append(0) }
    let bits = UInt64(message.count) * 8
    octets += stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: bits >> $0) }
    return stride(from: 0, to: octets.count, by: 4).map { at in
      octets[at..<at + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
  }

  private static let constants = roots(of: 64, power: 3)

  private static func compress(_ block: [UInt32], into state: inout [UInt32]) {
    var w = block
    for t in 16..<64 {
      let a = turn(w[t - 15], 7) ^ turn(w[t - 15], 18) ^ (w[t - 15] >> 3)
      let b = turn(w[t - 2], 17) ^ turn(w[t - 2], 19) ^ (w[t - 2] >> 10)
      w.append(w[t - 16] &+ a &+ w[t - 7] &+ b)
    }
    var v = state
    for t in 0..<64 {
      let high = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let first = v[7] &+ high &+ choice &+ constants[t] &+ w[t]
      let low = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      v = [first &+ low &+ majority, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
    }
    for at in 0..<8 { state[at] &+= v[at] }
  }

  private static func turn(_ value: UInt32, _ by: UInt32) -> UInt32 {
    value >> by | value << (32 - by)
  }

  /// The first 32 bits of the fractions of the square or cube roots of the first primes.
  private static func roots(of count: Int, power: Int) -> [UInt32] {
    var primes: [UInt64] = []
    var candidate: UInt64 = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes.map { UInt32(truncatingIfNeeded: root($0, power)) }
  }

  /// The whole part of the root times 2^32, by bisection; 37 bits cubed fit in 128.
  private static func root(_ prime: UInt64, _ power: Int) -> UInt64 {
    var low: UInt64 = 0
    var high: UInt64 = 32 << 32
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if below(middle, prime, power) { low = middle } else { high = middle }
    }
    return low
  }

  private static func below(_ value: UInt64, _ prime: UInt64, _ power: Int) -> Bool {
    let raised = (0..<power).reduce(UInt128(1)) { product, _ in product * UInt128(value) }
    return raised <= UInt128(prime) << (32 * power)
  }

}
