// SPDX-License-Identifier: MIT
import CCrypto

/// A private key as PEM (RFC 7468): PKCS#8 (RFC 5208) or SEC 1 (RFC 5915), one block and nothing
/// else. A key under a password is refused before anybody could be asked for it.
enum ECKeyPEM {
  static func isPEM(_ octets: [UInt8]) -> Bool { octets.starts(with: "-----BEGIN".utf8) }

  /// The caller frees the key.
  static func read(_ octets: [UInt8]) throws(VAPIDKeyText.Refusal) -> OpaquePointer {
    guard let text = BIO_new(BIO_s_secmem()) else { throw .refused }
    defer { BIO_free(text) }
    let count = Int32(clamping: octets.count)
    guard BIO_write(text, octets, count) == count else { throw .refused }
    return try read(text, octets)
  }

  /// In PKCS#8, without a password; whoever takes the octets wipes them.
  static func write(_ key: OpaquePointer) -> [UInt8]? {
    guard let text = BIO_new(BIO_s_secmem()) else { return nil }
    defer { BIO_free(text) }
    guard PEM_write_bio_PrivateKey(text, key, nil, nil, 0, nil, nil) == 1 else { return nil }
    var octets = [UInt8](repeating: 0, count: Int(BIO_ctrl(text, BIO_CTRL_PENDING, 0, nil)))
    guard BIO_read(text, &octets, Int32(octets.count)) == octets.count else { return nil }
    return octets
  }

  private static func read(
    _ text: OpaquePointer, _ whole: [UInt8]
  ) throws(VAPIDKeyText.Refusal) -> OpaquePointer {
    var name: UnsafeMutablePointer<CChar>?
    var header: UnsafeMutablePointer<CChar>?
    var der: UnsafeMutablePointer<UInt8>?
    var length = 0
    let flags = UInt32(PEM_FLAG_SECURE | PEM_FLAG_ONLY_B64)
    guard PEM_read_bio_ex(text, &name, &header, &der, &length, flags) == 1 else { throw .form }
    defer {
      CRYPTO_secure_free(name, #file, #line)
      CRYPTO_secure_free(header, #file, #line)
      CRYPTO_secure_clear_free(der, length, #file, #line)
    }
    guard let name, let der else { throw .form }
    let label = String(cString: name)
    guard label != "ENCRYPTED PRIVATE KEY", header.map({ $0.pointee == 0 }) ?? true else {
      throw .password
    }
    let rest = Int(BIO_ctrl(text, BIO_CTRL_PENDING, 0, nil))
    guard whole.suffix(rest).allSatisfy(isSpace) else { throw .form }
    return try key(label, der, length)
  }

  private static func key(
    _ label: String, _ der: UnsafeMutablePointer<UInt8>, _ length: Int
  ) throws(VAPIDKeyText.Refusal) -> OpaquePointer {
    var next: UnsafePointer<UInt8>? = UnsafePointer(der)
    var key: OpaquePointer?
    switch label {
    case "PRIVATE KEY":
      let info = d2i_PKCS8_PRIV_KEY_INFO(nil, &next, length)
      defer { PKCS8_PRIV_KEY_INFO_free(info) }
      key = info.flatMap { EVP_PKCS82PKEY($0) }
    case "EC PRIVATE KEY": key = d2i_PrivateKey(EVP_PKEY_EC, nil, &next, length)
    default: throw .form
    }
    guard let key else { throw .content }
    guard next == UnsafePointer(der) + length else {
      EVP_PKEY_free(key)
      throw .content
    }
    return key
  }

  private static func isSpace(_ octet: UInt8) -> Bool {
    [0x20, 0x09, 0x0A, 0x0D].contains(octet)
  }
}
