// SPDX-License-Identifier: MIT
import CCrypto
import MatinesDomain

/// SHA-256, for telling documents apart.
package enum Digest {
  package static func sha256(_ octets: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    var state = begin()
    SHA256_Update(&state, octets, octets.count)
    SHA256_Final(&digest, &state)
    return digest
  }

  /// The first 128 bits of the digest of two texts, told apart by a NUL that neither contains.
  static func fingerprint(_ name: String, _ document: String) -> Fingerprint {
    var (name, document) = (name, document)
    var state = begin()
    name.withUTF8 { _ = SHA256_Update(&state, $0.baseAddress, $0.count) }
    SHA256_Update(&state, [0], 1)
    document.withUTF8 { _ = SHA256_Update(&state, $0.baseAddress, $0.count) }
    var digest: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    withUnsafeMutableBytes(of: &digest) { octets in
      _ = SHA256_Final(octets.bindMemory(to: UInt8.self).baseAddress, &state)
    }
    return Fingerprint(
      high: Int64(bitPattern: digest.0.bigEndian), low: Int64(bitPattern: digest.1.bigEndian))
  }

  /// Not the form by name: that looks the algorithm up each time, which takes as long as hashing.
  private static func begin() -> SHA256_CTX {
    var state = SHA256_CTX()
    SHA256_Init(&state)
    return state
  }
}
