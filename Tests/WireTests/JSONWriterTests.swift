// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `JSON writer` {
  @Test func `writes a compact document`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("a", "x")
    writer.member("n", Int64.min)
    writer.member("t", true)
    writer.null("z")
    writer.raw("data", "{ \"k\" : 1.50 }")
    writer.beginArray("list")
    writer.element("e")
    writer.element(7)
    writer.rawElement("[]")
    writer.value(.bool(false))
    writer.beginObject()
    writer.endObject()
    writer.endArray()
    writer.beginObject("o")
    writer.member("j", .array([.null, .object(["k": .integer(2)])]))
    writer.endObject()
    writer.endObject()
    let expected =
      #"{"a":"x","n":-9223372036854775808,"t":true,"z":null,"data":{ "k" : 1.50 },"#
      + #""list":["e",7,[],false,{}],"o":{"j":[null,{"k":2}]}}"#
    #expect(writer.text == expected)
  }

  @Test func `escapes what must be escaped and nothing else`() throws {
    let text = "\"\\/\u{8}\u{C}\n\r\t\u{1}\u{1F}\u{7F}é\u{2028}\u{2029}\u{20AC}<b>&\u{1F600}"
    let expected =
      "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u001F\u{7F}é\\u2028\\u2029\u{20AC}<b>&\u{1F600}\""
    #expect(JSON.string(text).text == expected)
    #expect(try JSON.parse(expected, top: .any) == .string(text))
  }

  @Test func `escapes names too`() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("a\"b", 1)
    #expect(writer.text == #"{"a\"b":1}"#)
  }

  @Test func `answers a valid document whatever the order of calls`() throws {
    var writer = JSONWriter()
    #expect(writer.text == "null")
    writer.endObject()
    writer.member("lost", 1)
    writer.beginArray()
    writer.member("lost", 1)
    writer.element("kept")
    writer.endObject()
    writer.beginObject()
    writer.element("lost")
    writer.member("k", 1)
    #expect(writer.text == #"["kept",{"k":1}]"#)
    writer.endObject()
    writer.endArray()
    writer.beginObject()
    writer.element(2)
    #expect(writer.text == #"["kept",{"k":1}]"#)
  }

  @Test func `reads back every tree it writes`() throws {
    var tree = JSON.array([.integer(-1), .string("\u{0085}\u{2028}"), .bool(true), .null])
    for depth in 0..<30 { tree = .object(["d\(depth)": tree, "": .array([])]) }
    #expect(try JSON.parse(tree.text) == tree)
  }
}
