// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `JSON web token` {
  private let fixture: JSONObject
  private let key: [UInt8]
  private let now: Int64

  init() throws {
    fixture = try Fixture.load("jwt.json")
    key = try Base64URL.decode(fixture.text("test_key"))
    now = try #require(fixture["now"]?.asInt64) * 1_000
  }

  private func verify(
    _ token: String, algorithms: [String] = ["HS256"], at milliseconds: Int64? = nil
  ) throws(JWTError) -> JSONObject {
    let key = key
    return try JWT.verify(
      token, algorithms: algorithms, nowMilliseconds: milliseconds ?? now
    ) { signature in
      constantTimeEqual(signature.octets, SHA256.authenticate(signature.input, key: key))
    }
  }

  private func sign(_ claims: JSONObject, header: JSONObject = ["alg": .string("HS256")]) -> String
  {
    JWT.sign(header: header, claims: claims) { SHA256.authenticate($0, key: key) }
  }

  @Test func `the MAC of these tests is right`() throws {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    #expect(SHA256.hash([]) == Fixture.octets(hex: empty))
    let example = try #require(fixture["rfc7515_a1_hs256"]?.asObject)
    let mac = SHA256.authenticate(
      Array(example.text("signing_input").utf8), key: try Base64URL.decode(example.text("key")))
    #expect(Base64URL.encode(mac) == example.text("signature"))
  }

  @Test func `accepts the valid token and answers its claims`() throws {
    #expect(try JSON.object(verify(fixture.text("valid"))) == fixture["valid_claims"])
  }

  @Test func `refuses every token of the vectors that must be refused`() throws {
    for row in try Fixture.objects("jwt.json", "must_reject") {
      #expect(throws: JWTError.self, "\(row.text("name"))") { try verify(row.text("token")) }
    }
  }

  @Test func `signs what it verifies`() throws {
    let claims: JSONObject = ["exp": .integer(now / 1_000 + 60), "sub": .string("42")]
    #expect(try verify(sign(claims)) == claims)
  }

  @Test func `the tokens of RFC 7515 have the form it expects, long ago`() throws {
    let example = try #require(fixture["rfc7515_a1_hs256"]?.asObject)
    let key = try Base64URL.decode(example.text("key"))
    let token = example.text("signing_input") + "." + example.text("signature")
    let claims = try JWT.verify(
      token, algorithms: ["HS256"], nowMilliseconds: 1_300_819_379_000
    ) { $0.octets == SHA256.authenticate($0.input, key: key) }
    #expect(claims["iss"] == .string("joe"))
  }

  @Test(arguments: ["jwk", "jku", "x5u", "x5c"])
  func `refuses a key inside the header`(name: String) {
    let token = sign(
      ["exp": .integer(now / 1_000 + 60)], header: ["alg": .string("HS256"), name: .null])
    #expect(throws: JWTError.embeddedKey) { try verify(token) }
  }

  @Test(arguments: ["none", "None", "nOnE", "hs256", "HS256 ", "HS512", ""])
  func `refuses an algorithm that is not on the list to the letter`(name: String) {
    let token = sign(["exp": .integer(now / 1_000 + 60)], header: ["alg": .string(name)])
    #expect(throws: JWTError.algorithm) { try verify(token) }
  }

  @Test func `refuses none even when the list has it`() {
    let token = sign(["exp": .integer(now / 1_000 + 60)], header: ["alg": .string("none")])
    #expect(throws: JWTError.algorithm) { try verify(token, algorithms: ["none"]) }
  }

  @Test(
    arguments: [
      (#"{"exp":1767225600.001}"#, nil), (#"{"exp":1767225600.0}"#, JWTError.expired),
      (#"{"exp":1767312000}"#, nil), (#"{"exp":1767312001}"#, .tooLongLived),
      (#"{"exp":null}"#, .time), (#"{"exp":-1}"#, .time), (#"{}"#, .expiryMissing),
      (#"{"exp":1767225700,"nbf":1767225660}"#, nil),
      (#"{"exp":1767225700,"nbf":1767225661}"#, .notYetValid),
      (#"{"exp":1767225700,"iat":1767225660}"#, nil),
      (#"{"exp":1767225700,"iat":1767225661}"#, .notYetValid),
      (#"{"exp":1767225700,"iat":"1"}"#, .time), (#"{"exp":1767225700,"nbf":-1}"#, .time),
      (#"{"exp":1767225700,"exp":1767225701}"#, .claims), (#"[]"#, .claims),
    ] as [(String, JWTError?)])
  func `holds times to the second`(claims: String, expected: JWTError?) throws {
    let input =
      Base64URL.encode(Array(#"{"alg":"HS256"}"#.utf8)) + "."
      + Base64URL.encode(Array(claims.utf8))
    let mac = SHA256.authenticate(Array(input.utf8), key: key)
    let token = input + "." + Base64URL.encode(mac)
    let outcome = Result { () throws(JWTError) in try verify(token) }
    if case .failure(let error) = outcome {
      #expect(error == expected)
    } else {
      #expect(expected == nil)
    }
  }

  @Test func `refuses a token above 8 KiB before reading it`() {
    #expect(throws: JWTError.tooLong) { try verify(String(repeating: ".", count: 8_193)) }
    #expect(throws: JWTError.form) { try verify(String(repeating: ".", count: 8_192)) }
  }

  @Test func `does not survive the change of any character`() throws {
    let token = Array(fixture.text("valid").utf8)
    for at in token.indices {
      var forged = token
      forged[at] = forged[at] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      let text = String(decoding: forged, as: UTF8.self)
      #expect(throws: JWTError.self, "character \(at)") { try verify(text) }
    }
  }

  @Test func `tells the verifier which key signed`() throws {
    var seen: String?
    let token = sign(
      ["exp": .integer(now / 1_000 + 60)], header: ["alg": .string("HS256"), "kid": .string("k2")])
    _ = try JWT.verify(token, algorithms: ["HS256"], nowMilliseconds: now) { signature in
      seen = signature.keyID
      return true
    }
    #expect(seen == "k2")
  }
}

struct `Constant-time comparison` {
  @Test func `agrees with equality`() {
    #expect(constantTimeEqual([], []))
    #expect(constantTimeEqual([1, 2], [1, 2]))
    #expect(!constantTimeEqual([1, 2], [1, 3]))
    #expect(!constantTimeEqual([1, 2], [0, 2]))
    #expect(!constantTimeEqual([1, 2], [1]))
  }
}
