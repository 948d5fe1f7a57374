// SPDX-License-Identifier: MIT
import MatinesDomain
import Synchronization

/// HMAC-SHA-256 under the key of one purpose, which is read, or made, when it is first needed.
final class PurposeMAC: Sendable {
  private let keys: KeyFiles?
  private let purpose: KeyFiles.Purpose
  private let mac = Mutex<HMACSHA256?>(nil)

  /// Without key files what it signs is good for this process only.
  init(_ purpose: KeyFiles.Purpose, _ keys: KeyFiles?) {
    self.purpose = purpose
    self.keys = keys
  }

  func code(of message: [UInt8]) throws(InvalidValue) -> [UInt8] {
    guard let code = try keyed().code(of: message) else { throw Self.noMemory }
    return code
  }

  /// Throws what is wrong with the file of the key.
  func keyed() throws(InvalidValue) -> HMACSHA256 {
    if let known = mac.withLock({ $0 }) { return known }
    let made = try HMACSHA256(key: Self.secret(purpose, keys))
    return mac.withLock { mac in
      let first = mac ?? made
      mac = first
      return first
    }
  }

  static func secret(
    _ purpose: KeyFiles.Purpose, _ keys: KeyFiles?
  ) throws(InvalidValue) -> Secret {
    if let keys { return try keys.key(purpose) }
    guard let secret = Secret(copying: passingKey()) else { throw noMemory }
    return secret
  }

  private static let noMemory = InvalidValue("key", .malformed("memory ran out"))
}
