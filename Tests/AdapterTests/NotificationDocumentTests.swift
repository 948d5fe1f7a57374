// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesDomain
import Testing

struct `A notification in the host's own words` {
  private func event(_ text: String) throws -> Event {
    try NotificationDocument.event(text, for: UserID("42"), key: nil)
  }

  @Test func `needs a title and nothing else`() throws {
    let event = try event(#"{"title": "Séance avancée"}"#)
    #expect(event.name.text == "message")
    guard case .literal(let title, let body, let data, let severity, let category) = event.body
    else {
      Issue.record("not literal")
      return
    }
    #expect(title == "Séance avancée")
    #expect(body == "" && data == "{}" && severity == nil && category == nil)
  }

  @Test(arguments: [
    "{}", #"{"title": ""}"#, #"{"title": "a\nb"}"#, #"{"title": "a\u2028b"}"#,
    #"{"title": "t", "severity": "loud"}"#, #"{"title": "t", "type": "a b"}"#,
    #"{"title": "t", "html": "<b>"}"#, #"{"title": "t", "data": "x"}"#, "[]", "",
  ])
  func `is refused when a member is wrong`(text: String) {
    #expect(throws: InvalidValue.self) { try event(text) }
  }

  @Test func `is bounded`() throws {
    let long = String(repeating: "x", count: 513)
    #expect(throws: InvalidValue("title", .tooLong(octets: 512))) {
      try event("{\"title\": \"\(long)\"}")
    }
    let body = String(repeating: "é", count: 8_193)
    #expect(throws: InvalidValue("body", .tooLong(octets: 16_384))) {
      try event("{\"title\": \"t\", \"body\": \"\(body)\"}")
    }
  }
}
