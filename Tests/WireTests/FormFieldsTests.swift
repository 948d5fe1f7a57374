// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `Form fields` {
  private func decode(_ text: String) throws -> [[String]] {
    try FormFields.decode(Array(text.utf8), atMost: 8).map { [$0.name, $0.value] }
  }

  @Test func `give back what was encoded`() throws {
    let fields = [("topic", "user/42/notifications"), ("data", #"{"a":"b&c=d+e f%é"}"#), ("a", "")]
    let decoded = try decode(FormBody.encode(fields))
    #expect(decoded == fields.map { [$0.0, $0.1] })
  }

  @Test func `read a plus sign as a space, and nothing as no field`() throws {
    #expect(try decode("a+b=c+%2B") == [["a b", "c +"]])
    #expect(try decode("") == [])
  }

  @Test(arguments: [
    "a", "=b", "a=b&", "&a=b", "a=b&&c=d", "a=%4", "a=%", "a=%zz", "a=%C3", "a=%FF", "%ZZ=a",
  ])
  func `refuse what is not quite a form`(text: String) {
    #expect(throws: FormFields.Problem.self) { try decode(text) }
  }

  @Test func `are no more than allowed`() throws {
    #expect(try decode("a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1").count == 8)
    #expect(throws: FormFields.Problem.tooMany) {
      try decode("a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1&a=1")
    }
  }
}

struct `A server-sent event` {
  private func frame(_ data: String, type: String? = nil, retry: String? = nil) -> String {
    let octets = ServerSentEvent.frame(id: "1", type: type, retry: retry, data: data)
    return String(decoding: octets, as: UTF8.self)
  }

  @Test func `has its fields, then its data, then an empty line`() {
    #expect(frame("x") == "id: 1\ndata: x\n\n")
    #expect(frame("", type: "t", retry: "9") == "id: 1\nevent: t\nretry: 9\ndata: \n\n")
  }

  @Test func `cuts data at all line ends a reader knows, so that none begins a field`() {
    #expect(
      frame("a\nb\rc\r\nd\n\ne") == "id: 1\ndata: a\ndata: b\ndata: c\ndata: d\ndata: \ndata: e\n\n"
    )
    #expect(frame("\r\n\r\n") == "id: 1\ndata: \ndata: \ndata: \n\n")
    #expect(frame("a\r") == "id: 1\ndata: a\ndata: \n\n")
  }
}
