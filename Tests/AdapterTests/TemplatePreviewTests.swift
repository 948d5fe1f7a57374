// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `A preview of templates` {
  private func messages(_ request: String, folder: String? = nil) throws -> [JSON] {
    let text = try TemplatePreview.write(
      folder, TemplateRequest(request), now: Samples.moment)
    return try #require(JSON.parse(text, limits: .document).asObject?["messages"]?.asArray)
  }

  @Test func `writes each message of the shipped ones in both languages, without a warning`()
    throws
  {
    let found = try messages(
      #"""
      {"data": {"name": "Marie-Antoinette de La Rochefoucauld", "targetUrl": "/",
        "ministry": "Éducation nationale, Enseignement supérieur, Recherche et Innovation"},
       "origin": "https://bo.example.org"}
      """#)
    // Two templates, two events, two languages, three channels.
    #expect(found.count == 24)
    for message in found {
      let message = try #require(message.asObject)
      #expect(message["error"] == nil && message["warnings"] == .array([]))
      #expect((message["html"]?.asString != nil) == (message["channel"] == .string("email")))
      #expect(message["channel"] != .string("sms") || message["parts"]?.asInt64 == 1)
      #expect(message["channel"] != .string("sms") || message["encoding"] == .string("GSM-7"))
    }
  }

  @Test func `writes what is asked for`() throws {
    let found = try messages(
      #"""
      {"template": "promotion", "event": "minister.promoted_to_super_admin", "locale": "en",
       "channel": "push"}
      """#)
    #expect(found.count == 1)
    #expect(found.first?.asObject?["title"] == .string("You are now a super administrator"))
  }

  @Test func `says why a text message cannot be sent`() throws {
    let found = try messages(
      #"""
      {"template": "promotion", "event": "user.promoted_to_minister", "channel": "sms",
       "data": {"name": "J", "ministry": "a\u0085b"}}
      """#)
    let message = try #require(found.first?.asObject)
    #expect(message["error"]?.asString?.contains("U+0085") == true)
    #expect(message["text"] == nil)
  }

  @Test(arguments: [
    (#"{"templat": "x"}"#, "request.templat: unknown member"),
    (#"{"locale": "x y"}"#, "request.locale"), (#"{"data": 1}"#, "request.data: not an object"),
    (#"[]"#, "request: not an object"), (#"{"#, "request: "),
    (#"{"time_zone": "Mars/Phobos"}"#, "request.time_zone: not in the zone database"),
  ])
  func `refuses a request it cannot understand`(request: String, why: String) {
    let failure = #expect(throws: InvalidValue.self) { try TemplateRequest(request) }
    #expect(failure?.description.hasPrefix(why) == true)
  }

  @Test func `refuses a template that is not there`() {
    #expect(throws: OpenFailure.self) { try messages(#"{"template": "gone"}"#) }
  }
}
