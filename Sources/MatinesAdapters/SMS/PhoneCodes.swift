// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Hashes verification codes under a key of their own (HMAC-SHA-256).
package final class PhoneCodes: CodeHash {
  private let mac: PurposeMAC

  /// Without key files the codes are good for this process only.
  package init(keys: KeyFiles?) { mac = PurposeMAC(.phone, keys) }

  package func ready() throws(InvalidValue) -> @Sendable ([UInt8]) -> CodeDigest? {
    let mac = try mac.keyed()
    return { message in
      guard let code = mac.code(of: message) else { return nil }
      return try? CodeDigest(code)
    }
  }
}
