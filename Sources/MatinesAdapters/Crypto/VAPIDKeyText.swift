// SPDX-License-Identifier: MIT
import CCrypto
import MatinesWire

/// The two ways a VAPID key is written in a file.
enum VAPIDKeyText {
  /// Which rule a key breaks; never an octet of it.
  enum Refusal: String, Error {
    case empty = "empty"
    case form = "not exactly one PEM block, PRIVATE KEY or EC PRIVATE KEY"
    case password = "protected by a password, which nobody is there to give"
    case content = "the PEM block is not a private key"
    case otherCurve = "not a key of the curve P-256"
    case lines = "neither PEM nor one or two lines of base64url"
    case scalarLength = "a private key in base64url has 32 octets"
    case publicLength = "a public key in base64url has 65 octets, the first of them 4"
    case outOfRange = "the private key is zero or not below the order of the curve"
    case otherPublicKey = "the public key is not that of the private key"
    case refused = "the cryptographic library refuses the key"
  }

  /// d, and the public key where one is written. The caller wipes both.
  static func parts(_ octets: [UInt8]) throws(Refusal) -> [UInt8] {
    guard !octets.isEmpty else { throw .empty }
    return ECKeyPEM.isPEM(octets) ? try fromPEM(octets) : try fromLines(octets)
  }

  private static func fromPEM(_ octets: [UInt8]) throws(Refusal) -> [UInt8] {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    let key = try ECKeyPEM.read(octets)
    defer { EVP_PKEY_free(key) }
    guard ECKey.isP256(key) else { throw .otherCurve }
    var parts = [UInt8](repeating: 0, count: CurveP256.scalarSize + CurveP256.pointSize)
    guard parts.withUnsafeMutableBytes({ ECKey.open(key, into: $0) }) else { throw .content }
    return parts
  }

  private static func fromLines(_ octets: [UInt8]) throws(Refusal) -> [UInt8] {
    let lines = octets.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { $0.last == 0x0D ? $0.dropLast() : $0 }
    let whole = lines.last?.isEmpty == true ? lines.dropLast() : lines
    guard let first = whole.first, whole.count <= 2 else { throw .lines }
    var parts = try decode(first)
    guard parts.count == CurveP256.scalarSize else {
      wipe(&parts)
      throw .scalarLength
    }
    guard let second = whole.dropFirst().first else { return parts }
    do throws(Refusal) {
      let key = try decode(second)
      guard key.count == CurveP256.pointSize, key.first == 4 else { throw .publicLength }
      parts += key
    } catch {
      wipe(&parts)
      throw error
    }
    return parts
  }

  private static func decode(_ line: ArraySlice<UInt8>) throws(Refusal) -> [UInt8] {
    do throws(Base64URLError) { return try Base64URL.decode(line.span) } catch { throw .lines }
  }
}
