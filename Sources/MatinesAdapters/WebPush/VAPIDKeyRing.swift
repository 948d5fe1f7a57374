// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The VAPID keys of one engine: the first for new browsers, the others for those that subscribed
/// with them, so that a rotation loses nobody.
package final class VAPIDKeyRing: Sendable {
  private let keys: [VAPIDKey]
  private let tokens: VAPIDTokens

  init(_ settings: PushSettings) throws(InvalidValue) {
    var keys: [VAPIDKey] = []
    for file in settings.keyFiles {
      let key = try VAPIDKey(file: file)
      guard !keys.contains(where: { $0.publicKey == key.publicKey }) else {
        throw InvalidValue("webpush.keys", .malformed("\(file) holds a key of another file"))
      }
      keys.append(key)
    }
    self.keys = keys
    tokens = try VAPIDTokens(subject: VAPIDSubject(settings.subject))
  }

  /// In base64url, as browsers take them.
  package var publicKeys: [String] { keys.map(\.publicText) }

  /// Nil for a key that is not here; the first where none is named.
  func index(of publicText: String?) -> Int? {
    guard let publicText else { return 0 }
    return keys.firstIndex { $0.publicText == publicText }
  }

  func header(_ origin: String, _ index: Int, _ now: Instant) -> String? {
    guard keys.indices.contains(index) else { return nil }
    return tokens.header(for: origin, key: keys[index], now: now)
  }
}
