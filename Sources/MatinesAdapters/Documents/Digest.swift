// SPDX-License-Identifier: MIT
import CCrypto
import MatinesDomain

/// SHA-256, for telling documents apart.
package enum Digest {
  package static func sha256(_ octets: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    // Not the form by name: that looks the algorithm up each time, which takes as long as hashing.
    var state = SHA256_CTX()
    SHA256_Init(&state)
    SHA256_Update(&state, octets, octets.count)
    SHA256_Final(&digest, &state)
    return digest
  }

  /// The first 128 bits of the digest of two texts, told apart by a NUL that neither contains.
  static func fingerprint(_ name: String, _ document: String) -> Fingerprint {
    var octets: [UInt8] = []
    octets.reserveCapacity(name.utf8.count + document.utf8.count + 1)
    octets.append(contentsOf: name.utf8)
    octets.append(0)
    octets.append(contentsOf: document.utf8)
    let digest = sha256(octets)
    return Fingerprint(high: word(digest[0..<8]), low: word(digest[8..<16]))
  }

  private static func word(_ octets: ArraySlice<UInt8>) -> Int64 {
    Int64(bitPattern: octets.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
