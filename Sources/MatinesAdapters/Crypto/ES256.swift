// SPDX-License-Identifier: MIT
import CCrypto
import Synchronization

/// ECDSA on P-256 with SHA-256 (RFC 7518, 3.4): signatures of 64 octets, r and s.
final class ES256: Sendable {
  static let signatureSize = 64
  private static let half = 32
  /// The longest that DER makes of r and s.
  private static let longestDER = 80

  // Never leaves its lock, so threads may share it.
  private struct Signer: @unchecked Sendable {
    let context: OpaquePointer
  }
  private let signer: Mutex<Signer>

  /// Nil when libcrypto will not sign with the key, which stays the caller's.
  init?(_ key: OpaquePointer) {
    guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return nil }
    guard EVP_PKEY_sign_init(context) == 1 else {
      EVP_PKEY_CTX_free(context)
      return nil
    }
    signer = Mutex(Signer(context: context))
  }

  deinit {
    signer.withLock { EVP_PKEY_CTX_free($0.context) }
  }

  /// Nil when libcrypto refuses.
  func sign(_ input: [UInt8]) -> [UInt8]? {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    var der = [UInt8](repeating: 0, count: Self.longestDER)
    var length = der.count
    let digest = Digest.sha256(input)
    let isSigned = signer.withLock {
      EVP_PKEY_sign($0.context, &der, &length, digest, digest.count) == 1
    }
    return isSigned ? Self.parts(der.prefix(length)) : nil
  }

  /// `publicKey` has 65 octets. Everything that is not a right signature is false.
  static func verify(_ signature: [UInt8], of input: [UInt8], publicKey: [UInt8]) -> Bool {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    let digest = Digest.sha256(input)
    guard signature.count == signatureSize, let der = der(signature), let key = imported(publicKey)
    else { return false }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return false }
    defer { EVP_PKEY_CTX_free(context) }
    return EVP_PKEY_verify_init(context) == 1
      && EVP_PKEY_verify(context, der, der.count, digest, digest.count) == 1
  }

  /// r and s of what libcrypto has written: a sequence of two integers, all lengths below 128.
  private static func parts(_ der: ArraySlice<UInt8>) -> [UInt8]? {
    var rest = der.dropFirst(2)
    guard let r = integer(&rest), let s = integer(&rest), rest.isEmpty else { return nil }
    var signature = [UInt8](repeating: 0, count: signatureSize)
    signature.replaceSubrange(half - r.count..<half, with: r)
    signature.replaceSubrange(signatureSize - s.count..<signatureSize, with: s)
    return signature
  }

  private static func integer(_ der: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard der.popFirst() == 2, let length = der.popFirst(), der.count >= length else { return nil }
    let octets = der.prefix(Int(length)).drop { $0 == 0 }
    der = der.dropFirst(Int(length))
    return octets.count <= half ? octets : nil
  }

  private static func der(_ signature: [UInt8]) -> [UInt8]? {
    guard let pair = ECDSA_SIG_new() else { return nil }
    defer { ECDSA_SIG_free(pair) }
    let r = BN_bin2bn(Array(signature.prefix(half)), Int32(half), nil)
    let s = BN_bin2bn(Array(signature.suffix(half)), Int32(half), nil)
    guard r != nil, s != nil, ECDSA_SIG_set0(pair, r, s) == 1 else {
      BN_free(r)
      BN_free(s)
      return nil
    }
    var octets = [UInt8](repeating: 0, count: longestDER)
    let length = octets.withUnsafeMutableBufferPointer { output in
      var next = output.baseAddress
      return Int(i2d_ECDSA_SIG(pair, &next))
    }
    return length > 0 ? Array(octets.prefix(length)) : nil
  }

  private static func imported(_ publicKey: [UInt8]) -> OpaquePointer? {
    publicKey.withUnsafeBytes { octets in
      MessageEncryption.isOnCurve(octets) ? ECKey.join(publicKey: octets) : nil
    }
  }
}
