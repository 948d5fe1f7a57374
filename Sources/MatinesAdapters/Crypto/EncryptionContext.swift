// SPDX-License-Identifier: MIT
import CCrypto
import Glibc

/// Everything one thread encrypts with, made once. Whatever is secret lies in one area of private
/// memory, wiped after every message.
final class EncryptionContext {
  private let pages: PrivatePages
  private let randomness: KeyRandomness
  private let curve: CurveP256
  private let derivation: KeyDerivation
  private let cipher: RecordCipher

  /// Where things stand in the scratch area, in octets.
  private enum Place {
    static let scalar = 0
    static let shared = 32
    static let keyPRK = 64
    static let ikm = 96
    static let prk = 128
    static let key = 160
    static let nonce = 192
    static let derivation = 224
    static let end = derivation + KeyDerivation.scratchSize
  }

  /// Where things stand in a body (RFC 8188, 2.1).
  private enum Body {
    static let recordSize = 16
    static let keyLength = 20
    static let publicKey = 21
    static let record = 86
  }

  /// Nil when memory runs out, or an algorithm is missing.
  init?() {
    guard let pages = PrivatePages(octets: 2 * KeyRandomness.pageSize) else { return nil }
    self.pages = pages
    randomness = KeyRandomness(
      page: pages.start + KeyRandomness.pageSize, isWipedOnFork: pages.isWipedOnFork)
    curve = CurveP256()
    derivation = KeyDerivation(scratch: pages.start + Place.derivation)
    cipher = RecordCipher()
    guard randomness.isWhole, curve.isWhole, cipher.isWhole else { return nil }
  }

  deinit {
    cipher.release()
    curve.release()
    randomness.release()
    pages.release()
  }

  func isOnCurve(_ key: UnsafeRawBufferPointer) -> Bool { curve.setPeer(key) }

  /// `body` is exactly as long as what comes out; what is beyond the payload is padding.
  func encrypt(
    _ payload: UnsafeRawBufferPointer, for browser: Browser, with keys: MessageKeys,
    into body: UnsafeMutableRawBufferPointer
  ) -> MessageEncryption.Result {
    guard let start = body.baseAddress, browser.auth.count == MessageEncryption.authSize,
      payload.count <= body.count - MessageEncryption.overhead
    else { return .refused }
    guard curve.setPeer(browser.publicKey) else { return .notOnCurve }
    defer { forget() }
    let record = body.count - Body.record - RecordCipher.tagSize
    guard writeHeader(start, keys), deriveKeys(browser, start) else { return .refused }
    fill(start + Body.record, record, with: payload)
    guard
      cipher.seal(
        start + Body.record, record, key: at(Place.key), nonce: at(Place.nonce))
    else {
      OPENSSL_cleanse(start, body.count)
      return .refused
    }
    return .written(body.count)
  }

  /// Draws the key pair and the salt, and writes what the browser must know of them.
  private func writeHeader(_ body: UnsafeMutableRawPointer, _ keys: MessageKeys) -> Bool {
    body.storeBytes(of: UInt32(4_096).bigEndian, toByteOffset: Body.recordSize, as: UInt32.self)
    body.storeBytes(
      of: UInt8(CurveP256.pointSize), toByteOffset: Body.keyLength, as: UInt8.self)
    switch keys {
    case .fresh:
      guard randomness.draw(Body.recordSize, into: body), drawScalar() else { return false }
    case .known(let scalar, let salt):
      guard scalar.count == CurveP256.scalarSize, salt.count == Body.recordSize else {
        return false
      }
      scalar.withUnsafeBytes { copy($0, to: at(Place.scalar)) }
      salt.withUnsafeBytes { copy($0, to: body) }
      guard curve.setScalar(at(Place.scalar)) else { return false }
    }
    return curve.writePublicKey(body + Body.publicKey)
  }

  /// By rejection, so that every d in 1..<n is as likely (FIPS 186-5, A.2.2). One in 2^32 is
  /// rejected; so many in a row mean that something else is wrong.
  private func drawScalar() -> Bool {
    for _ in 0..<8 {
      guard randomness.draw(CurveP256.scalarSize, into: at(Place.scalar)) else { return false }
      if curve.setScalar(at(Place.scalar)) { return true }
    }
    return false
  }

  /// RFC 8291, 3.4.
  private func deriveKeys(_ browser: Browser, _ body: UnsafeMutableRawPointer) -> Bool {
    guard let auth = browser.auth.baseAddress, let theirs = browser.publicKey.baseAddress,
      curve.writeSharedSecret(at(Place.shared))
    else { return false }
    let size = KeyDerivation.codeSize
    return derivation.begin(auth, MessageEncryption.authSize)
      && derivation.add(at(Place.shared), size) && derivation.finish(at(Place.keyPRK))
      && derivation.begin(at(Place.keyPRK), size) && derivation.add("WebPush: info\0")
      && derivation.add(theirs, CurveP256.pointSize)
      && derivation.add(body + Body.publicKey, CurveP256.pointSize)
      && derivation.add("\u{1}") && derivation.finish(at(Place.ikm))
      && deriveContentKeys(salt: body, ikm: at(Place.ikm), size)
  }

  /// RFC 8188, 2.2 and 2.3: the nonce of the first record is the derived one.
  private func deriveContentKeys(
    salt: UnsafeRawPointer, ikm: UnsafeRawPointer, _ ikmSize: Int
  ) -> Bool {
    let size = KeyDerivation.codeSize
    return derivation.begin(salt, Body.recordSize) && derivation.add(ikm, ikmSize)
      && derivation.finish(at(Place.prk))
      && derivation.begin(at(Place.prk), size)
      && derivation.add("Content-Encoding: aes128gcm\0\u{1}")
      && derivation.finish(at(Place.key))
      && derivation.begin(at(Place.prk), size)
      && derivation.add("Content-Encoding: nonce\0\u{1}") && derivation.finish(at(Place.nonce))
  }

  /// The payload, the delimiter of a last record, zeros.
  private func fill(
    _ record: UnsafeMutableRawPointer, _ count: Int, with payload: UnsafeRawBufferPointer
  ) {
    if let start = payload.baseAddress {
      record.copyMemory(from: start, byteCount: payload.count)
    }
    record.storeBytes(of: 2, toByteOffset: payload.count, as: UInt8.self)
    let padding = count - payload.count - 1
    if padding > 0 { memset(record + payload.count + 1, 0, padding) }
  }

  private func forget() {
    OPENSSL_cleanse(pages.start, Place.end)
    curve.forget()
    cipher.forget(pages.start)
  }

  private func copy(_ octets: UnsafeRawBufferPointer, to place: UnsafeMutableRawPointer) {
    if let start = octets.baseAddress { place.copyMemory(from: start, byteCount: octets.count) }
  }

  private func at(_ place: Int) -> UnsafeMutableRawPointer { pages.start + place }
}
