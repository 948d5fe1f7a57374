// SPDX-License-Identifier: MIT
import CCrypto

/// Encryption for one browser (RFC 8291): aes128gcm of RFC 8188, one record, with a key pair and
/// a salt of its own for every message. Any thread; each has a context of its own.
package enum MessageEncryption {
  package static let publicKeySize = CurveP256.pointSize
  package static let authSize = 16
  /// Header, delimiter and tag.
  package static let overhead = 103
  /// What one record of 4096 octets holds (RFC 8291, 4).
  package static let payloadLimit = 3_993

  package enum Result: Equatable, Sendable {
    /// So many octets of the body.
    case written(Int)
    /// The browser's key is no uncompressed point of P-256.
    case notOnCurve
    /// The payload, or it and its padding for this body.
    case tooLong
    /// By libcrypto or the kernel: memory, or randomness.
    case refused
  }

  /// The octets of a body, nil when the payload is too long. The payload is filled up to a multiple
  /// of `padding` octets, as far as the record goes.
  package static func bodyLength(payload: Int, padding: Int) -> Int? {
    guard (0...payloadLimit).contains(payload) else { return nil }
    let step = min(max(1, padding), payloadLimit)
    return min((payload + step - 1) / step * step, payloadLimit) + overhead
  }

  /// Writes one body; unless the answer is `.written`, nothing of the payload stands in it.
  /// `auth` has 16 octets; payload and body do not overlap.
  package static func encrypt(
    _ payload: UnsafeRawBufferPointer, publicKey: UnsafeRawBufferPointer,
    auth: UnsafeRawBufferPointer, padding: Int, into body: UnsafeMutableRawBufferPointer
  ) -> Result {
    encrypt(
      payload, for: Browser(publicKey: publicKey, auth: auth), padding, with: .fresh, into: body)
  }

  /// The same with a key pair and a salt that are known, which only a published example wants.
  static func encrypt(
    _ payload: UnsafeRawBufferPointer, publicKey: UnsafeRawBufferPointer,
    auth: UnsafeRawBufferPointer, padding: Int, scalar: [UInt8], salt: [UInt8],
    into body: UnsafeMutableRawBufferPointer
  ) -> Result {
    encrypt(
      payload, for: Browser(publicKey: publicKey, auth: auth), padding,
      with: .known(scalar, salt), into: body)
  }

  private static func encrypt(
    _ payload: UnsafeRawBufferPointer, for browser: Browser, _ padding: Int,
    with keys: MessageKeys, into body: UnsafeMutableRawBufferPointer
  ) -> Result {
    guard let length = bodyLength(payload: payload.count, padding: padding),
      body.count >= length, let start = body.baseAddress
    else { return .tooLong }
    return borrow(orElse: .refused) { context in
      context.encrypt(
        payload, for: browser, with: keys,
        into: UnsafeMutableRawBufferPointer(start: start, count: length))
    }
  }

  /// Whether these are the 65 octets of an uncompressed point of P-256.
  package static func isOnCurve(_ key: UnsafeRawBufferPointer) -> Bool {
    borrow(orElse: false) { $0.isOnCurve(key) }
  }

  /// Errors of libcrypto are taken off the queue again: it is the host's, too.
  private static func borrow<Answer>(
    orElse failure: Answer, _ work: (EncryptionContext) -> Answer
  ) -> Answer {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    return EncryptionContext.borrow(work) ?? failure
  }
}

/// What a browser gave when it subscribed.
struct Browser {
  let publicKey: UnsafeRawBufferPointer
  let auth: UnsafeRawBufferPointer
}

/// Where the sender's key pair and the salt come from.
enum MessageKeys {
  case fresh
  case known(_ scalar: [UInt8], _ salt: [UInt8])
}
