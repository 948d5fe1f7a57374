// SPDX-License-Identifier: MIT

private let now: Int64 = 1_767_225_600_000

/// Whatever the octets: a token passes only with a right signature, a listed algorithm and a
/// good expiry, even for a verifier that says yes to everything; claims signed here come back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJWT(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  acceptsOnlyGoodClaims(String(decoding: octets, as: UTF8.self))
  acceptsOnlyGoodClaims(token(payload: octets))
  readsWhatItSigned(octets)
  return 0
}

private func acceptsOnlyGoodClaims(_ token: String) {
  var asked: [JWT.Signature] = []
  let claims = try? JWT.verify(token, algorithms: ["HS256"], nowMilliseconds: now) { signature in
    asked.append(signature)
    return true
  }
  let refused = try? JWT.verify(token, algorithms: ["HS256"], nowMilliseconds: now) { _ in false }
  precondition(refused == nil, "passed with a wrong signature")
  precondition(asked.count <= 1, "asked twice")
  if let signature = asked.first {
    let again = String(decoding: signature.input, as: UTF8.self) + "."
    precondition(signature.algorithm == "HS256", "algorithm")
    precondition(again + Base64URL.encode(signature.octets) == token, "signed text differs")
  }
  guard let claims else { return }
  precondition(asked.count == 1, "passed without a signature")
  guard let expiry = claims["exp"]?.asNumber?.double else {
    preconditionFailure("passed without an expiry")
  }
  let seconds = Double(now) / 1_000
  precondition(expiry > seconds && expiry <= seconds + 86_400, "expiry")
}

private func token(payload: [UInt8]) -> String {
  "eyJhbGciOiJIUzI1NiJ9." + Base64URL.encode(payload) + ".AAAA"
}

private func readsWhatItSigned(_ octets: [UInt8]) {
  let claim = String(decoding: octets.prefix(1_000).filter { $0 != 0 }, as: UTF8.self)
  let claims: JSONObject = ["exp": .integer(now / 1_000 + 60), "c": .string(claim)]
  let token = JWT.sign(header: ["alg": .string("HS256")], claims: claims) { Array($0.suffix(32)) }
  let read = try? JWT.verify(token, algorithms: ["HS256"], nowMilliseconds: now) { signature in
    constantTimeEqual(signature.octets, Array(signature.input.suffix(32)))
  }
  precondition(read == claims, "signed claims do not read back")
}
