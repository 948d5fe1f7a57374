// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// Hashes verification codes under a key of their own (HMAC-SHA-256).
package final class PhoneCodes: CodeHash {
  private let keys: KeyFiles?
  private let mac = Mutex<HMACSHA256?>(nil)

  /// Without key files the codes are good for this process only.
  package init(keys: KeyFiles?) { self.keys = keys }

  package func ready() throws(InvalidValue) -> @Sendable ([UInt8]) -> CodeDigest? {
    let mac = try keyed()
    return { message in
      guard let code = mac.code(of: message) else { return nil }
      return try? CodeDigest(code)
    }
  }

  private func keyed() throws(InvalidValue) -> HMACSHA256 {
    if let known = mac.withLock({ $0 }) { return known }
    let made = try HMACSHA256(key: key())
    return mac.withLock { mac in
      let first = mac ?? made
      mac = first
      return first
    }
  }

  private func key() throws(InvalidValue) -> Secret {
    if let keys { return try keys.key(.phone) }
    guard let secret = Secret(copying: passingKey()) else {
      throw InvalidValue("key", .malformed("memory ran out"))
    }
    return secret
  }
}
