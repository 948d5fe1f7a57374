// SPDX-License-Identifier: MIT
import CCrypto
import MatinesDomain

/// HMAC-SHA-256 (RFC 2104) under one key. The keyed state is made once and copied for each
/// message, which spares two of the four compressions of a short one.
// The keyed context is only ever copied from, so threads may share it.
package final class HMACSHA256: @unchecked Sendable {
  package static let length = 32
  private let keyed: OpaquePointer

  package init(key: Secret) throws(InvalidValue) {
    guard let keyed = Self.context() else { throw Self.refusal }
    self.keyed = keyed
    let isKeyed = key.withOctets { octets in
      EVP_MAC_init(keyed, octets.bindMemory(to: UInt8.self).baseAddress, octets.count, nil) == 1
    }
    guard isKeyed else { throw Self.refusal }
  }

  deinit { EVP_MAC_CTX_free(keyed) }

  /// Nil only when memory runs out.
  package func code(of message: [UInt8]) -> [UInt8]? {
    guard let copy = EVP_MAC_CTX_dup(keyed) else { return nil }
    defer { EVP_MAC_CTX_free(copy) }
    var code = [UInt8](repeating: 0, count: Self.length)
    var written = 0
    guard EVP_MAC_update(copy, message, message.count) == 1,
      EVP_MAC_final(copy, &code, &written, Self.length) == 1, written == Self.length
    else { return nil }
    return code
  }

  private static func context() -> OpaquePointer? {
    guard let algorithm = EVP_MAC_fetch(nil, "HMAC", nil) else { return nil }
    defer { EVP_MAC_free(algorithm) }
    guard let context = EVP_MAC_CTX_new(algorithm) else { return nil }
    // The parameters keep both pointers: name and value must outlive the call.
    var digest = Array("SHA256".utf8CString)
    let isSet = "digest".withCString { name in
      digest.withUnsafeMutableBufferPointer { value in
        var settings = [
          OSSL_PARAM_construct_utf8_string(name, value.baseAddress, 0),
          OSSL_PARAM_construct_end(),
        ]
        return EVP_MAC_CTX_set_params(context, &settings) == 1
      }
    }
    guard isSet else {
      EVP_MAC_CTX_free(context)
      return nil
    }
    return context
  }

  private static let refusal = InvalidValue(
    "key", .malformed("HMAC-SHA-256 is not available in the cryptographic library"))
}
