// SPDX-License-Identifier: MIT
import CCrypto
import MatinesApplication
import MatinesDomain
import Synchronization

/// Turns the store's numbers into public UUIDv7 and back, and refuses ids it did not make.
///
/// The number is 48 bits of milliseconds and 12 bits of sequence; the UUID shows both (RFC 9562,
/// 5.7: `unix_ts_ms` and `rand_a`) and fills `rand_b` with 62 bits of a keyed tag. The input is
/// one block of fixed length, so that a single AES-256 encryption is a sound tag, at a tenth of
/// the price of HMAC.
package final class IdentifierSeal: Sendable {
  package static let keyLength = 32
  private let cipher: Mutex<BlockCipher>

  package init(key: [UInt8]) throws(InvalidValue) {
    guard key.count == Self.keyLength else {
      throw InvalidValue("identifier key", .malformed("not 32 octets"))
    }
    guard let cipher = BlockCipher(key: key) else {
      throw InvalidValue("identifier key", .malformed("refused by the cryptographic library"))
    }
    self.cipher = Mutex(cipher)
  }

  package func seal(_ number: NotificationNumber) throws(StoreFailure) -> NotificationID {
    guard let tag = tag(of: number) else { throw .io("identifiers: the cipher failed") }
    let value = UInt64(number.value)
    let high = (value >> 12) << 16 | 0x7000 | (value & 0xFFF)
    return NotificationID(high: high, low: 0b10 << 62 | tag)
  }

  /// Nil for what this key did not seal.
  package func open(_ id: NotificationID) -> NotificationNumber? {
    let value = (id.high >> 16) << 12 | (id.high & 0xFFF)
    guard let number = NotificationNumber(Int64(value)), let tag = tag(of: number) else {
      return nil
    }
    let difference = (id.high & 0xF000 ^ 0x7000) | (id.low ^ (0b10 << 62 | tag))
    return difference == 0 ? number : nil
  }

  private func tag(of number: NotificationNumber) -> UInt64? {
    cipher.withLock { $0.encrypt(UInt64(number.value)) }.map { $0 >> 2 }
  }
}

/// AES-256 on single blocks with one key, through a context made once.
private final class BlockCipher: @unchecked Sendable {
  // Reached only under the seal's mutex.
  private let context: OpaquePointer

  init?(key: [UInt8]) {
    guard let context = EVP_CIPHER_CTX_new() else { return nil }
    self.context = context
    guard EVP_EncryptInit_ex(context, EVP_aes_256_ecb(), nil, key, nil) == 1,
      EVP_CIPHER_CTX_set_padding(context, 0) == 1
    else { return nil }
  }

  deinit { EVP_CIPHER_CTX_free(context) }

  /// The first half of the encrypted block.
  func encrypt(_ value: UInt64) -> UInt64? {
    var block: (UInt64, UInt64) = (value.bigEndian, 0)
    let done = withUnsafeMutableBytes(of: &block) { octets -> Bool in
      guard let base = octets.bindMemory(to: UInt8.self).baseAddress else { return false }
      var length: Int32 = 0
      return EVP_EncryptUpdate(context, base, &length, base, 16) == 1 && length == 16
    }
    return done ? UInt64(bigEndian: block.0) : nil
  }
}
