// SPDX-License-Identifier: MIT

/// SipHash (Aumasson and Bernstein, 2012): who does not have the key cannot choose names that
/// collide. With the rounds that tables of other languages use, 1 and 3: a look costs little more.
struct SipHash {
  let key: (UInt64, UInt64)

  @inline(__always)
  func hash(_ octets: UnsafeRawBufferPointer) -> UInt64 {
    var state = SipState(key)
    let whole = octets.count & ~7
    var at = 0
    while at < whole {
      state.mix(UInt64(littleEndian: octets.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
      at += 8
    }
    var last = UInt64(truncatingIfNeeded: octets.count) << 56
    while at < octets.count {
      last |= UInt64(octets[at]) &<< UInt64(truncatingIfNeeded: at &* 8)
      at += 1
    }
    state.mix(last)
    return state.finish()
  }

  func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { hash(UnsafeRawBufferPointer($0)) }
  }
}

private struct SipState {
  private var v0, v1, v2, v3: UInt64

  init(_ key: (UInt64, UInt64)) {
    v0 = key.0 ^ 0x736F_6D65_7073_6575
    v1 = key.1 ^ 0x646F_7261_6E64_6F6D
    v2 = key.0 ^ 0x6C79_6765_6E65_7261
    v3 = key.1 ^ 0x7465_6462_7974_6573
  }

  @inline(__always)
  mutating func mix(_ word: UInt64) {
    v3 ^= word
    round()
    v0 ^= word
  }

  @inline(__always)
  mutating func finish() -> UInt64 {
    v2 ^= 0xFF
    for _ in 0..<3 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  @inline(__always)
  private mutating func round() {
    v0 &+= v1
    v1 = v1.turned(13) ^ v0
    v0 = v0.turned(32)
    v2 &+= v3
    v3 = v3.turned(16) ^ v2
    v0 &+= v3
    v3 = v3.turned(21) ^ v0
    v2 &+= v1
    v1 = v1.turned(17) ^ v2
    v2 = v2.turned(32)
  }
}

extension UInt64 {
  fileprivate func turned(_ bits: UInt64) -> UInt64 { self &<< bits | self &>> (64 &- bits) }
}
