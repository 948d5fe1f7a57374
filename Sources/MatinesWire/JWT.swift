// SPDX-License-Identifier: MIT

/// JSON Web Tokens in compact form, RFC 7515 and 7519, with the advice of RFC 8725. The
/// cryptography is the caller's: signing and checking come in as closures.
package enum JWT {
  package static let longestToken = 8_192

  /// A signature to check: `octets` over `input`, both as they were received.
  package struct Signature: Sendable {
    /// One of the allowed algorithms.
    package let algorithm: String
    package let keyID: String?
    package let input: [UInt8]
    package let octets: [UInt8]
  }

  /// `signer` answers the signature of the octets it is given (for ES256: r and s, 64 octets).
  package static func sign<Failure: Error>(
    header: JSONObject, claims: JSONObject, signer: ([UInt8]) throws(Failure) -> [UInt8]
  ) throws(Failure) -> String {
    let header = part(JSON.object(header).text)
    return try sign(part: header, claims: JSON.object(claims).text, signer: signer)
  }

  /// The same with a header that `part` has encoded, and claims that are one JSON object as text.
  package static func sign<Failure: Error>(
    part header: String, claims: String, signer: ([UInt8]) throws(Failure) -> [UInt8]
  ) throws(Failure) -> String {
    let input = header + "." + part(claims)
    return input + "." + Base64URL.encode(try signer(Array(input.utf8)))
  }

  package static func part(_ json: String) -> String { Base64URL.encode(Array(json.utf8)) }

  /// The claims of a token that is signed, unexpired and of the expected kind.
  ///
  /// `algorithms` is compared to the letter. `exp` must be after now, and at most
  /// `longestLifeSeconds` after; `nbf` and `iat` may lie 60 s ahead. The claims are read only
  /// once the signature is right.
  package static func verify(
    _ token: String, algorithms: [String], nowMilliseconds now: Int64,
    longestLifeSeconds: Int64 = 86_400, verify: (Signature) -> Bool
  ) throws(JWTError) -> JSONObject {
    guard token.utf8.count <= longestToken else { throw .tooLong }
    let parts = token.utf8.split(
      separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 3, !parts.contains(where: \.isEmpty) else { throw .form }
    let header = try object(parts[0], orThrow: .header)
    let signature = Signature(
      algorithm: try algorithm(header, allowed: algorithms), keyID: header["kid"]?.asString,
      input: Array(token.utf8.dropLast(parts[2].count + 1)),
      octets: try octets(parts[2]))
    guard verify(signature) else { throw .signature }
    let claims = try object(parts[1], orThrow: .claims)
    try JWTTimes(claims).check(now: now, longestLifeSeconds: longestLifeSeconds)
    return claims
  }
}

extension JWT {
  private static let embeddedKeys = ["jwk", "jku", "x5u", "x5c"]

  private static func octets(_ part: Substring.UTF8View) throws(JWTError) -> [UInt8] {
    guard let octets = try? Base64URL.decode(part.span) else { throw .form }
    return octets
  }

  private static func object(
    _ part: Substring.UTF8View, orThrow error: JWTError
  ) throws(JWTError) -> JSONObject {
    guard let object = (try? JSON.parse(octets(part)))?.asObject else { throw error }
    return object
  }

  private static func algorithm(
    _ header: JSONObject, allowed: [String]
  ) throws(JWTError) -> String {
    guard header["crit"] == nil else { throw .critical }
    guard !embeddedKeys.contains(where: { header[$0] != nil }) else { throw .embeddedKey }
    guard let algorithm = header["alg"]?.asString, algorithm.lowercased() != "none",
      allowed.contains(where: { sameOctets($0, algorithm) })
    else { throw .algorithm }
    return algorithm
  }
}
