// SPDX-License-Identifier: MIT
import CCrypto

/// HMAC-SHA-256 (RFC 2104) under keys that change with every message: `begin`, `add` what is
/// hashed, `finish`. Keys have at most 64 octets. One thread at a time.
///
/// libcrypto 3.0 allocates a state for every digest that is begun by name or copied, ten for one
/// message; its older form of the same code works in memory of ours, which is wiped with the rest.
struct KeyDerivation {
  static let codeSize = 32
  /// Of the scratch it works in: the padded key, the inner code, the state of the digest.
  static let scratchSize = blockSize + codeSize + MemoryLayout<SHA256_CTX>.size
  private static let blockSize = 64
  private static let innerPad: UInt8 = 0x36
  private static let outerPad: UInt8 = 0x5C

  private let state: UnsafeMutablePointer<SHA256_CTX>
  private let block: UnsafeMutablePointer<UInt8>
  private let inner: UnsafeMutablePointer<UInt8>

  init(scratch: UnsafeMutableRawPointer) {
    block = scratch.assumingMemoryBound(to: UInt8.self)
    inner = (scratch + Self.blockSize).assumingMemoryBound(to: UInt8.self)
    state = (scratch + Self.blockSize + Self.codeSize).assumingMemoryBound(to: SHA256_CTX.self)
  }

  func begin(_ key: UnsafeRawPointer, _ size: Int) -> Bool {
    let size = min(max(0, size), Self.blockSize)
    UnsafeMutableRawPointer(block).copyMemory(from: key, byteCount: size)
    for at in 0..<size { block[at] ^= Self.innerPad }
    for at in size..<Self.blockSize { block[at] = Self.innerPad }
    return SHA256_Init(state) == 1 && SHA256_Update(state, block, Self.blockSize) == 1
  }

  func add(_ octets: UnsafeRawPointer, _ count: Int) -> Bool {
    SHA256_Update(state, octets, count) == 1
  }

  func add(_ text: StaticString) -> Bool { add(text.utf8Start, text.utf8CodeUnitCount) }

  /// Writes 32 octets.
  func finish(_ code: UnsafeMutableRawPointer) -> Bool {
    guard SHA256_Final(inner, state) == 1 else { return false }
    for at in 0..<Self.blockSize { block[at] ^= Self.innerPad ^ Self.outerPad }
    return SHA256_Init(state) == 1
      && SHA256_Update(state, block, Self.blockSize) == 1
      && SHA256_Update(state, inner, Self.codeSize) == 1
      && SHA256_Final(code.assumingMemoryBound(to: UInt8.self), state) == 1
  }
}
