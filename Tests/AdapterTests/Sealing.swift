// SPDX-License-Identifier: MIT
import CCrypto
import Testing

@testable import MatinesAdapters

/// The library's own cipher and curve, one call at a time.
enum Sealing {
  /// Record and tag.
  static func seal(_ text: [UInt8], key: [UInt8], nonce: [UInt8]) throws -> [UInt8] {
    let cipher = RecordCipher()
    defer { cipher.release() }
    var record = text + [UInt8](repeating: 0, count: RecordCipher.tagSize)
    let isSealed = record.withUnsafeMutableBytes { record in
      key.withUnsafeBytes { key in
        nonce.withUnsafeBytes { nonce in
          guard let start = record.baseAddress, let key = key.baseAddress,
            let nonce = nonce.baseAddress
          else { return false }
          return cipher.seal(start, text.count, key: key, nonce: nonce)
        }
      }
    }
    try #require(isSealed)
    return record
  }

  /// What our side of the exchange makes of a peer's key; nil when it refuses.
  static func sharedSecret(_ peer: [UInt8], _ scalar: [UInt8]) -> [UInt8]? {
    let curve = CurveP256()
    defer { curve.release() }
    guard peer.withUnsafeBytes(curve.setPeer) else { return nil }
    guard scalar.withUnsafeBytes({ $0.baseAddress.map(curve.setScalar) ?? false }) else {
      return nil
    }
    var secret = [UInt8](repeating: 0, count: 32)
    let isWritten = secret.withUnsafeMutableBytes {
      $0.baseAddress.map(curve.writeSharedSecret) ?? false
    }
    return isWritten ? secret : nil
  }
}

/// Of this thread, on which other tests have run.
enum LibcryptoErrors {
  static func clear() { ERR_clear_error() }
  static var next: UInt { ERR_peek_error() }
}
