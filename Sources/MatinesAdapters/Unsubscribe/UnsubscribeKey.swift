// SPDX-License-Identifier: MIT
import CCrypto
import MatinesDomain
import MatinesWire

/// Seals short texts with one key, the same text always alike: encrypted, and signed as a whole.
///
/// Version, key id, tag, then the text encrypted with the tag as its first counter, which is safe
/// without any dice (RFC 5297 calls it a synthetic nonce): equal tags mean equal texts. The tag is
/// half of an HMAC-SHA-256 over all that is not the tag. Three keys are derived from the given one,
/// each under its own label (RFC 5869, 2.3).
final class UnsubscribeKey: Sendable {
  static let idLength = 4
  static let overhead = 1 + idLength + tagLength
  private static let version: UInt8 = 1
  private static let tagLength = 16

  /// Tells which key to try, and nothing of the key.
  let id: [UInt8]
  private let mac: HMACSHA256
  private let cipherKey: Secret

  init(_ key: Secret) throws(InvalidValue) {
    let given = try HMACSHA256(key: key)
    id = Array(try Self.derive("id", given).prefix(Self.idLength))
    mac = try HMACSHA256(key: Self.secret("tag", given))
    cipherKey = try Self.secret("cipher", given)
  }

  /// The key id of a sealed text; nil for what no key sealed.
  static func id(of sealed: [UInt8]) -> [UInt8]? {
    guard sealed.count > overhead, sealed.first == version else { return nil }
    return Array(sealed.dropFirst().prefix(idLength))
  }

  /// Nil only when memory runs out.
  func seal(_ text: [UInt8]) -> [UInt8]? {
    guard let tag = tag(of: text), let hidden = encrypted(text, counter: tag) else { return nil }
    return [Self.version] + id + tag + hidden
  }

  /// Nil for what this key did not seal.
  func open(_ sealed: [UInt8]) -> [UInt8]? {
    guard Self.id(of: sealed) == id else { return nil }
    let tag = Array(sealed.prefix(Self.overhead).suffix(Self.tagLength))
    guard let text = encrypted(Array(sealed.dropFirst(Self.overhead)), counter: tag),
      let expected = self.tag(of: text), constantTimeEqual(tag, expected)
    else { return nil }
    return text
  }

  private func tag(of text: [UInt8]) -> [UInt8]? {
    let message = Array("matines unsubscribe".utf8) + [Self.version] + id + text
    return mac.code(of: message).map { Array($0.prefix(Self.tagLength)) }
  }

  /// AES-256-CTR, which is its own inverse.
  private func encrypted(_ text: [UInt8], counter: [UInt8]) -> [UInt8]? {
    guard let context = EVP_CIPHER_CTX_new() else { return nil }
    defer { EVP_CIPHER_CTX_free(context) }
    var result = [UInt8](repeating: 0, count: text.count)
    var written: Int32 = 0
    let isKeyed = cipherKey.withOctets { key in
      EVP_EncryptInit_ex(
        context, EVP_aes_256_ctr(), nil, key.bindMemory(to: UInt8.self).baseAddress, counter) == 1
    }
    guard isKeyed,
      EVP_EncryptUpdate(context, &result, &written, text, Int32(clamping: text.count)) == 1,
      written == text.count
    else { return nil }
    return result
  }

  private static func derive(_ use: String, _ given: HMACSHA256) throws(InvalidValue) -> [UInt8] {
    guard let octets = given.code(of: Array("matines unsubscribe \(use)".utf8) + [1]) else {
      throw InvalidValue("token", .malformed("memory ran out"))
    }
    return octets
  }

  private static func secret(_ use: String, _ given: HMACSHA256) throws(InvalidValue) -> Secret {
    var octets = try derive(use, given)
    defer { wipe(&octets) }
    guard let secret = Secret(copying: octets) else {
      throw InvalidValue("token", .malformed("memory ran out"))
    }
    return secret
  }
}
