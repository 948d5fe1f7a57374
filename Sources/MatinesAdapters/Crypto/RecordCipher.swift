// SPDX-License-Identifier: MIT
import CCrypto

/// AES-128-GCM with 12 octets of nonce and 16 of tag (RFC 5116, 5.1), without additional data,
/// on one context. One thread at a time.
struct RecordCipher {
  static let keySize = 16
  static let nonceSize = 12
  static let tagSize = 16

  private let cipher = ReusedCipher("AES-128-GCM")

  var isWhole: Bool { cipher.isWhole }

  func release() { cipher.release() }

  /// Encrypts `count` octets where they stand, and writes the tag behind them.
  func seal(
    _ record: UnsafeMutableRawPointer, _ count: Int, key: UnsafeRawPointer,
    nonce: UnsafeRawPointer
  ) -> Bool {
    let octets = record.assumingMemoryBound(to: UInt8.self)
    var written: Int32 = 0
    var rest: Int32 = 0
    return rekey(key, nonce)
      && EVP_EncryptUpdate(cipher.context, octets, &written, octets, Int32(clamping: count)) == 1
      && written == count
      && EVP_EncryptFinal_ex(cipher.context, octets + count, &rest) == 1 && rest == 0
      && EVP_CIPHER_CTX_ctrl(
        cipher.context, EVP_CTRL_AEAD_GET_TAG, Int32(Self.tagSize), octets + count) == 1
  }

  /// Puts another key in the place of the last one; `zeros` are 16 octets.
  func forget(_ zeros: UnsafeRawPointer) { _ = rekey(zeros, zeros) }

  /// Naming the cipher again would make its state anew.
  private func rekey(_ key: UnsafeRawPointer, _ nonce: UnsafeRawPointer) -> Bool {
    EVP_EncryptInit_ex2(
      cipher.context, nil, key.assumingMemoryBound(to: UInt8.self),
      nonce.assumingMemoryBound(to: UInt8.self), nil) == 1
  }
}
