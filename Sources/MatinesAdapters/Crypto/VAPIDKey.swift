// SPDX-License-Identifier: MIT
import CCrypto
import MatinesDomain
import MatinesWire

/// A key pair of VAPID (RFC 8292) that signs. What it was read from is wiped; it prints as `***`.
package final class VAPIDKey: Sendable, CustomStringConvertible, CustomReflectable {
  /// Uncompressed, 65 octets.
  package let publicKey: [UInt8]
  /// The same in base64url: what browsers take as applicationServerKey.
  package let publicText: String
  private let signer: ES256

  /// From a file of ours, mode 0600: PEM (PKCS#8 or SEC 1), or d in base64url on one line and, if
  /// wanted, the public key on a second. The key signs once, and that is verified.
  package convenience init(file: String) throws(InvalidValue) {
    var octets = try Self.read(file)
    defer { wipe(&octets) }
    do throws(VAPIDKeyText.Refusal) {
      var parts = try VAPIDKeyText.parts(octets)
      defer { wipe(&parts) }
      try self.init(parts)
    } catch {
      throw InvalidValue(file, .malformed(error.rawValue))
    }
  }

  /// 32 octets of d, and the 65 of the public key unless it was not given.
  private init(_ parts: [UInt8]) throws(VAPIDKeyText.Refusal) {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    let computed = try Self.computedPublicKey(parts)
    let claimed = parts.dropFirst(CurveP256.scalarSize)
    guard claimed.isEmpty || claimed.elementsEqual(computed) else { throw .otherPublicKey }
    guard let signer = Self.signer(parts, computed) else { throw .refused }
    let trial = Array("vapid".utf8)
    guard let signature = signer.sign(trial),
      ES256.verify(signature, of: trial, publicKey: computed)
    else { throw .refused }
    self.signer = signer
    publicKey = computed
    publicText = Base64URL.encode(computed)
  }

  /// r and s, 64 octets (never DER); nil when libcrypto refuses.
  package func sign(_ input: [UInt8]) -> [UInt8]? { signer.sign(input) }

  package var description: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }

  private static func read(_ file: String) throws(InvalidValue) -> [UInt8] {
    let (folder, name) = Folder.place(of: file)
    do throws(SystemFault) {
      return try Folder(folder, making: false).readPrivate(name)
    } catch {
      throw InvalidValue(
        file,
        .malformed(
          error.number == EACCES
            ? "must be ours alone: a file of mode 0600, in a folder nobody else writes to"
            : error.words))
    }
  }

  private static func computedPublicKey(
    _ parts: [UInt8]
  ) throws(VAPIDKeyText.Refusal) -> [UInt8] {
    let curve = CurveP256()
    defer { curve.release() }
    guard curve.isWhole else { throw .refused }
    guard parts.withUnsafeBytes({ $0.baseAddress.map(curve.setScalar) ?? false }) else {
      throw .outOfRange
    }
    var key = [UInt8](repeating: 0, count: CurveP256.pointSize)
    let isWritten = key.withUnsafeMutableBytes {
      $0.baseAddress.map(curve.writePublicKey) ?? false
    }
    guard isWritten else { throw .refused }
    return key
  }

  private static func signer(_ parts: [UInt8], _ publicKey: [UInt8]) -> ES256? {
    let key = parts.withUnsafeBytes { parts in
      publicKey.withUnsafeBytes { publicKey in
        ECKey.join(
          scalar: UnsafeRawBufferPointer(rebasing: parts.prefix(CurveP256.scalarSize)),
          publicKey: publicKey)
      }
    }
    guard let key else { return nil }
    defer { EVP_PKEY_free(key) }
    return ES256(key)
  }
}

/// Overwrites octets that nobody else holds.
func wipe(_ octets: inout [UInt8]) {
  octets.withUnsafeMutableBytes { OPENSSL_cleanse($0.baseAddress, $0.count) }
}
