// SPDX-License-Identifier: MIT
import CCrypto
import CSystem
import Glibc

/// Random octets for keys and salts: a page of AES-256-CTR output, seeded by the kernel and
/// re-seeded every MiB. What was given out is wiped, and the generator's key is replaced with every
/// page, so that a look at this memory tells nothing of the past.
///
/// Position and seed count stand in the page: a forked child reads zero, which means "fill me from
/// the kernel". One thread at a time.
struct KeyRandomness {
  static let pageSize = 4_096
  /// Position (from the page's end), then pages left until the next seed.
  private static let header = 16
  private static let seedSize = 48
  private static let first = header + seedSize
  private static let pagesASeed = 256

  private let page: UnsafeMutableRawPointer
  private let isWipedOnFork: Bool
  private let cipher = ReusedCipher("AES-256-CTR")

  /// `page` has `pageSize` zeros.
  init(page: UnsafeMutableRawPointer, isWipedOnFork: Bool) {
    self.page = page
    self.isWipedOnFork = isWipedOnFork
  }

  var isWhole: Bool { cipher.isWhole }

  func release() { cipher.release() }

  /// At most 256 octets. False when the kernel or the cipher refuses; then nothing was drawn.
  func draw(_ count: Int, into output: UnsafeMutableRawPointer) -> Bool {
    guard isWipedOnFork else { return Self.seed(output, count) }
    var left = page.load(as: Int.self)
    if left < count {
      guard refill() else { return false }
      left = Self.pageSize - Self.first
    }
    let next = page + (Self.pageSize - left)
    output.copyMemory(from: next, byteCount: count)
    OPENSSL_cleanse(next, count)
    page.storeBytes(of: left - count, as: Int.self)
    return true
  }

  private func refill() -> Bool {
    let seeds = page + Self.header
    var pages = page.load(fromByteOffset: 8, as: Int.self)
    page.storeBytes(of: 0, as: Int.self)
    if pages == 0 {
      guard Self.seed(seeds, Self.seedSize), rekey(seeds) else { return false }
      pages = Self.pagesASeed
    }
    let length = Self.pageSize - Self.header
    var written: Int32 = 0
    memset(seeds, 0, length)
    let filled = EVP_EncryptUpdate(
      cipher.context, octets(seeds), &written, octets(seeds), Int32(length))
    guard filled == 1, written == length, rekey(seeds) else { return false }
    OPENSSL_cleanse(seeds, Self.seedSize)
    page.storeBytes(of: pages - 1, toByteOffset: 8, as: Int.self)
    return true
  }

  /// 32 octets of key, then the 16 of the first counter.
  private func rekey(_ seed: UnsafeMutableRawPointer) -> Bool {
    EVP_EncryptInit_ex2(cipher.context, nil, octets(seed), octets(seed + 32), nil) == 1
  }

  private func octets(_ start: UnsafeMutableRawPointer) -> UnsafeMutablePointer<UInt8> {
    start.assumingMemoryBound(to: UInt8.self)
  }

  /// The kernel gives up to 256 octets at once and whole.
  private static func seed(_ start: UnsafeMutableRawPointer, _ count: Int) -> Bool {
    while true {
      let given = getrandom(start, count, 0)
      if given == count { return true }
      guard given < 0, errno == EINTR else { return false }
    }
  }
}
