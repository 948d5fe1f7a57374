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
    /// Fetched once: looking it up costs as much as hashing.
    let digest: OpaquePointer
  }
  private let signer: Mutex<Signer>

  /// Nil when libcrypto will not sign with the key, which stays the caller's.
  init?(_ key: OpaquePointer) {
    guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return nil }
    guard EVP_PKEY_sign_init(context) == 1, let digest = EVP_MD_fetch(nil, "SHA256", nil) else {
      EVP_PKEY_CTX_free(context)
      return nil
    }
    signer = Mutex(Signer(context: context, digest: digest))
  }

  deinit {
    signer.withLock {
      EVP_PKEY_CTX_free($0.context)
      EVP_MD_free($0.digest)
    }
  }

  /// Nil when libcrypto refuses.
  func sign(_ input: [UInt8]) -> [UInt8]? {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    var der = [UInt8](repeating: 0, count: Self.longestDER)
    var length = der.count
    let isSigned = signer.withLock { signer in
      guard let digest = Self.digest(input, signer.digest) else { return false }
      return EVP_PKEY_sign(signer.context, &der, &length, digest, digest.count) == 1
    }
    return isSigned ? Self.parts(der, length) : nil
  }

  /// `publicKey` has 65 octets. Everything that is not a right signature is false.
  static func verify(_ signature: [UInt8], of input: [UInt8], publicKey: [UInt8]) -> Bool {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    guard signature.count == signatureSize, let digest = digest(input, EVP_sha256()),
      let der = der(signature), let key = imported(publicKey)
    else { return false }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return false }
    defer { EVP_PKEY_CTX_free(context) }
    return EVP_PKEY_verify_init(context) == 1
      && EVP_PKEY_verify(context, der, der.count, digest, digest.count) == 1
  }

  private static func digest(_ input: [UInt8], _ algorithm: OpaquePointer?) -> [UInt8]? {
    var digest = [UInt8](repeating: 0, count: half)
    return EVP_Digest(input, input.count, &digest, nil, algorithm, nil) == 1 ? digest : nil
  }

  private static func parts(_ der: [UInt8], _ length: Int) -> [UInt8]? {
    der.withUnsafeBufferPointer { octets in
      var next = octets.baseAddress
      guard let pair = d2i_ECDSA_SIG(nil, &next, length) else { return nil }
      defer { ECDSA_SIG_free(pair) }
      var signature = [UInt8](repeating: 0, count: signatureSize)
      let isWhole = signature.withUnsafeMutableBufferPointer { output in
        guard let start = output.baseAddress else { return false }
        let size = Int32(half)
        return BN_bn2binpad(ECDSA_SIG_get0_r(pair), start, size) == size
          && BN_bn2binpad(ECDSA_SIG_get0_s(pair), start + half, size) == size
      }
      return isWhole ? signature : nil
    }
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
