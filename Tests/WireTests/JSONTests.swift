// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `JSON codec` {
  @Test func `refuses every document of the vectors that breaks a rule`() throws {
    for row in try Fixture.objects("json-data.json", "reject") {
      let text = row.text("text")
      #expect(throws: JSONError.self, "\(row.text("name"))") { try JSON.parse(text) }
      #expect(throws: JSONError.self, "\(row.text("name"))") { try JSON.check(text) }
      #expect(throws: JSONError.self, "\(row.text("name"))") { try JSONMembers(text) }
      #expect(throws: JSONError.self, "\(row.text("name"))") { try JSON.check(Array(text.utf8)) }
    }
  }

  @Test func `accepts every valid document of the vectors and gives it back`() throws {
    for row in try Fixture.objects("json-data.json", "accept") {
      let tree = try JSON.parse(row.text("text"))
      try JSON.check(row.text("text"))
      #expect(try JSON.parse(tree.text) == tree, "\(row.text("name"))")
    }
  }

  @Test(arguments: [
    (#"{"a":1,"b":{"c":1,"c":2}}"#, "duplicate member at octet 18"),
    (#"{"a":1,"\u0061":2}"#, "duplicate member at octet 7"),
    (#"{"é":1,"\u00e9":2}"#, "duplicate member at octet 8"),
    (#"{"a":"\ud800x"}"#, "lone surrogate at octet 6"),
    (#"{"a":"\udc00"}"#, "lone surrogate at octet 6"),
    (#"{"a":"\ud83d\u0041"}"#, "lone surrogate at octet 6"),
    (#"{"a":"\u0000"}"#, "character U+0000 at octet 6"),
    (#"{"a":"\x"}"#, "unknown escape at octet 6"),
    (#"{"a":"\u12g4"}"#, "unknown escape at octet 6"),
    ("{\"a\":\"\t\"}", "control character in a string at octet 6"),
    (#"{"a":-}"#, "malformed number at octet 6"),
    (#"{"a":1.}"#, "malformed number at octet 7"),
    (#"{"a":.5}"#, "unexpected character at octet 5"),
    (#"{"a":+1}"#, "unexpected character at octet 5"),
    (#"{"a":1e}"#, "malformed number at octet 7"),
    (#"{"a":-012}"#, "malformed number at octet 6"),
    (#"{"a":-1e999}"#, "number out of range at octet 5"),
    (#"{"a":tru}"#, "unexpected character at octet 8"),
    (#"{"a":1"#, "unexpected end at octet 6"),
    (#"{"a"#, "unexpected end at octet 3"),
    (#"{"a" 1}"#, "unexpected character at octet 5"),
    (#"{"a":[1,]}"#, "unexpected character at octet 8"),
    (#"{"a":[1}"#, "unexpected character at octet 7"),
    (#"{"a":1]"#, "unexpected character at octet 6"),
    (#"{} x"#, "text after the document at octet 3"),
    (#"[1]"#, "not an object at octet 0"),
    ("\u{FEFF}{}", "byte order mark at octet 0"),
  ])
  func `says what is wrong and where`(text: String, message: String) throws {
    let error = try #require(throws: JSONError.self) { try JSON.parse(text) }
    #expect(error.description == message)
    #expect(throws: error) { try JSON.check(text) }
    #expect(throws: error) { _ = try JSONMembers(text) }
  }

  @Test func `keeps every digit of a number`() throws {
    let digits = ["9007199254740993", "-0", "1.10", "1E+2", "0.1e-400", "18446744073709551616"]
    for text in digits {
      #expect(try JSON.parse(text, top: .any).text == text)
    }
    #expect(JSONNumber(text: "9007199254740993")?.int64 == 9_007_199_254_740_993)
    #expect(JSONNumber(text: "-9223372036854775808")?.int64 == .min)
    #expect(JSONNumber(text: "9223372036854775808")?.int64 == nil)
    #expect(JSONNumber(text: "1.0")?.int64 == nil)
    #expect(JSONNumber(text: "1e2")?.int64 == nil)
    #expect(JSONNumber(text: "1e2")?.double == 100)
    #expect(JSONNumber(text: "01") == nil)
    #expect(JSONNumber(text: "1 ") == nil)
    #expect(JSONNumber(text: "") == nil)
    #expect(JSONNumber(Double.infinity) == nil)
    #expect(JSONNumber(1e300)?.double == 1e300)
  }

  @Test func `refuses an integer of four hundred digits as out of range`() {
    let text = "[1" + String(repeating: "0", count: 400) + "]"
    #expect(throws: JSONError(.numberNotFinite, at: 1)) { try JSON.check(text, top: .any) }
  }

  @Test func `decodes escapes`() throws {
    let text = #"{"a":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00\u20ac é"}"#
    let expected = "\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{1F600}\u{20AC} é"
    #expect(try JSON.parse(text).asObject?["a"] == .string(expected))
  }

  @Test func `tells apart names that only look the same`() throws {
    let text = "{\"K\":1,\"\u{212A}\":2,\"\u{E9}\":3,\"e\u{301}\":4}"
    let object = try #require(try JSON.parse(text).asObject)
    #expect(object.keys.count == 4)
    #expect(object["K"]?.asInt64 == 1)
    #expect(object["\u{212A}"]?.asInt64 == 2)
    #expect(object["e\u{301}"]?.asInt64 == 4)
  }

  @Test func `holds each limit exactly`() throws {
    let limits = JSONLimits(octets: 40, depth: 2, members: 3, keyOctets: 4)
    func problem(_ text: String) -> JSONError.Problem? {
      do { try JSON.check(text, limits: limits) } catch { return error.problem }
      return nil
    }
    #expect(problem("{}" + String(repeating: " ", count: 38)) == nil)
    #expect(problem("{}" + String(repeating: " ", count: 39)) == .tooLarge)
    #expect(problem(#"{"a":[]}"#) == nil)
    #expect(problem(#"{"a":[[]]}"#) == .tooDeep)
    #expect(problem(#"{"a":{"a":1,"b":2}}"#) == nil)
    #expect(problem(#"{"a":{"a":1,"b":2},"b":3}"#) == .tooManyMembers)
    #expect(problem(#"{"abcd":1}"#) == nil)
    #expect(problem(#"{"\u0061bcd":1}"#) == nil)
    #expect(problem(#"{"abcde":1}"#) == .keyTooLong)
    #expect(problem(#"{"\u0061bcde":1}"#) == .keyTooLong)
  }

  @Test(arguments: [2, 16, 17, 18, 100, 1_024])
  func `finds a repeated member among many`(count: Int) {
    let names = (0..<count - 1).map { "\"k\($0)\":0" }
    let text = "{" + names.joined(separator: ",") + ",\"\\u006b0\":1}"
    let at = text.utf8.count - 12
    #expect(throws: JSONError(.duplicateMember, at: at)) { try JSON.check(text) }
    #expect(throws: Never.self) {
      try JSON.check("{" + names.joined(separator: ",") + ",\"k\":1}")
    }
  }

  @Test func `lets different objects use the same names`() throws {
    try JSON.check(#"{"a":{"a":[{"a":1},{"a":{"b":1}}],"b":2},"b":{"a":1,"b":2}}"#)
  }

  @Test func `refuses octets that are not UTF-8`() {
    #expect(throws: JSONError(.invalidUTF8, at: 6)) {
      try JSON.parse(Array(#"{"a":""#.utf8) + [0xC0, 0xAF] + Array("\"}".utf8))
    }
    #expect(throws: JSONError(.tooLarge, at: 65_536)) {
      try JSON.parse([UInt8](repeating: 0xFF, count: 65_537))
    }
  }
}

struct `JSON object` {
  @Test func `keeps order and replaces in place`() {
    var object: JSONObject = ["b": .integer(1), "a": .null]
    object["b"] = .bool(true)
    object["c"] = .string("x")
    #expect(JSON.object(object).text == #"{"b":true,"a":null,"c":"x"}"#)
    object["a"] = nil
    #expect(object.keys == ["b", "c"])
    #expect(object["a"] == nil)
  }

  @Test func `compares values by octets`() {
    #expect(JSON.string("\u{E9}") != JSON.string("e\u{301}"))
    #expect(JSON.array([.null, .bool(false)]) == JSON.array([.null, .bool(false)]))
    #expect(JSON.integer(1) != JSON.string("1"))
  }

  @Test func `answers nil for a value of another kind`() {
    let value = JSON.string("x")
    #expect(value.asString == "x")
    #expect(value.asInt64 == nil && value.asBool == nil && value.asArray == nil)
    #expect(value.asObject == nil && !value.isNull && JSON.null.isNull)
    #expect(JSON.null.asString == nil && JSON.bool(true).asBool == true)
  }
}
