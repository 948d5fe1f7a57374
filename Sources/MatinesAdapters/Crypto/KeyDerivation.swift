// SPDX-License-Identifier: MIT
import CCrypto

/// HMAC-SHA-256 (RFC 2104) under keys that change with every message, on one context: `begin`,
/// `add` what is hashed, `finish`. Keys have at most 64 octets. One thread at a time.
struct KeyDerivation {
  static let codeSize = 32
  /// Of the scratch it works in: the padded key and the inner code.
  static let scratchSize = blockSize + codeSize
  private static let blockSize = 64
  private static let innerPad: UInt8 = 0x36
  private static let outerPad: UInt8 = 0x5C

  private let digest: OpaquePointer?
  private let context: OpaquePointer?
  private let block: UnsafeMutablePointer<UInt8>
  private let inner: UnsafeMutablePointer<UInt8>

  init(scratch: UnsafeMutableRawPointer) {
    digest = EVP_MD_fetch(nil, "SHA256", nil)
    context = EVP_MD_CTX_new()
    block = scratch.assumingMemoryBound(to: UInt8.self)
    inner = (scratch + Self.blockSize).assumingMemoryBound(to: UInt8.self)
  }

  var isWhole: Bool { digest != nil && context != nil }

  func release() {
    EVP_MD_CTX_free(context)
    EVP_MD_free(digest)
  }

  func begin(_ key: UnsafeRawPointer, _ size: Int) -> Bool {
    let size = min(max(0, size), Self.blockSize)
    UnsafeMutableRawPointer(block).copyMemory(from: key, byteCount: size)
    for at in 0..<size { block[at] ^= Self.innerPad }
    for at in size..<Self.blockSize { block[at] = Self.innerPad }
    return EVP_DigestInit_ex2(context, digest, nil) == 1
      && EVP_DigestUpdate(context, block, Self.blockSize) == 1
  }

  func add(_ octets: UnsafeRawPointer, _ count: Int) -> Bool {
    EVP_DigestUpdate(context, octets, count) == 1
  }

  func add(_ text: StaticString) -> Bool { add(text.utf8Start, text.utf8CodeUnitCount) }

  /// Writes 32 octets.
  func finish(_ code: UnsafeMutableRawPointer) -> Bool {
    guard EVP_DigestFinal_ex(context, inner, nil) == 1 else { return false }
    for at in 0..<Self.blockSize { block[at] ^= Self.innerPad ^ Self.outerPad }
    return EVP_DigestInit_ex2(context, digest, nil) == 1
      && EVP_DigestUpdate(context, block, Self.blockSize) == 1
      && EVP_DigestUpdate(context, inner, Self.codeSize) == 1
      && EVP_DigestFinal_ex(context, code.assumingMemoryBound(to: UInt8.self), nil) == 1
  }

  /// The context still holds the last code, which is part of a key.
  func forget() { _ = EVP_DigestInit_ex2(context, digest, nil) }
}
