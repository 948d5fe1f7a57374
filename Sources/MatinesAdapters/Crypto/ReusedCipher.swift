// SPDX-License-Identifier: MIT
import CCrypto

/// A cipher of libcrypto with the one context it is used through. One thread at a time.
struct ReusedCipher {
  private let cipher: OpaquePointer?
  let context: OpaquePointer?
  /// False when memory ran out, or there is no cipher of that name.
  let isWhole: Bool

  init(_ name: String) {
    cipher = EVP_CIPHER_fetch(nil, name, nil)
    context = EVP_CIPHER_CTX_new()
    isWhole =
      cipher != nil && context != nil
      && EVP_EncryptInit_ex2(context, cipher, nil, nil, nil) == 1
  }

  func release() {
    EVP_CIPHER_CTX_free(context)
    EVP_CIPHER_free(cipher)
  }
}
