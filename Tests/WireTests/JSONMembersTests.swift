// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `JSON members` {
  @Test func `gives back the raw text of each value`() throws {
    let text = #" { "a" : 1.50 , "\u0062": { "x" : [ 1, {} ] } ,"c":"\u00e9", "d":[ ],"e":null } "#
    let members = try JSONMembers(text)
    #expect(members.keys == ["a", "b", "c", "d", "e"])
    #expect(members["a"] == "1.50")
    #expect(members["b"] == #"{ "x" : [ 1, {} ] }"#)
    #expect(members["c"] == #""\u00e9""#)
    #expect(members["d"] == "[ ]")
    #expect(members["e"] == "null")
    #expect(members["f"] == nil)
    #expect(members.value("c") == .string("é"))
    #expect(members.value("f") == nil)
  }

  @Test func `finds one value without reading what follows it`() {
    let text = #"{"a":{"b":0},"b":[1],"c":"é","d" is never read"#
    #expect(JSONMembers.value("b", in: text)?.asArray?.count == 1)
    #expect(JSONMembers.value("c", in: text) == .string("é"))
    #expect(JSONMembers.value("d", in: text) == nil)
    #expect(JSONMembers.value("x", in: "{\"a\":1}") == nil)
    #expect(JSONMembers.value("a", in: "[1]") == nil)
  }

  /// As a character, a quote takes along the mark behind it, or goes with a sign before it.
  @Test(arguments: ["42", "", "\u{301}42", "\u{200D}42", "42\u{600}", "\u{301}", "é"])
  func `cuts a text at its quotes, whatever stands beside them`(text: String) throws {
    let value = try JSONMembers("{\"a\":\"\(text)\"}").value("a")
    #expect(value == .string(text))
  }

  @Test func `takes an empty object and refuses any other top`() throws {
    #expect(try JSONMembers("{}").members.isEmpty)
    #expect(throws: JSONError(.notAnObject, at: 0)) { try JSONMembers("[]") }
  }

  @Test func `refuses a repeated member inside a value`() {
    #expect(throws: JSONError(.duplicateMember, at: 16)) {
      try JSONMembers(#"{"data":[{"a":1,"a":2}]}"#)
    }
  }
}
