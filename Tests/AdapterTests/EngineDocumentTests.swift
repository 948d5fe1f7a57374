// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesDomain
import Testing

struct `An engine document` {
  @Test func `needs a store and nothing else`() throws {
    let document = try EngineDocument.read(#"{"store": "sqlite:matines.db"}"#)
    #expect(document.store.path == "matines.db")
    #expect(document.locale == .french)
    #expect(document.closing == .seconds(5))
    #expect(!document.resident)
    #expect(document.limits.inFlight == 64)
    #expect(document.limits.lease == .seconds(20))
    #expect(document.limits.drain == 50)
    #expect(document.mailer == nil)
  }

  @Test(arguments: [
    ("{}", "store: missing"),
    ("{", "configuration: unexpected end at octet 1"),
    (#"{"store": "memory:", "mailr": "x"}"#, "mailr: unknown member"),
    (#"{"store": "memory:", "limits": {"inflight": 1}}"#, "limits.inflight: unknown member"),
    (
      #"{"store": "memory:", "limits": {"in_flight": 0}}"#,
      "limits.in_flight: not an integer from 1 to 1000"
    ),
    (
      #"{"store": "memory:", "limits": {"drain_per_second": 1001}}"#,
      "limits.drain_per_second: not an integer from 1 to 1000"
    ),
    (#"{"store": 1}"#, "store: not a string"),
    (#"{"store": "memory:", "resident": "yes"}"#, "resident: not true or false"),
    (
      #"{"store": "memory:", "locale": "français"}"#,
      "locale: not a language tag such as fr or fr-CA"
    ),
    (
      #"{"store": "memory:", "origin": "https://bo.example.org/"}"#,
      "origin: not an origin such as https://bo.example.org, without a path"
    ),
    (
      #"{"store": "memory:", "sms": "twilio://a:b@default?from=+336"}"#,
      "sms.from: '+' reads as a space; write %2B for a plus sign, %20 for a space"
    ),
    (#"{"store": "memory:", "templates": {}}"#, "templates: not a string"),
    (#"{"store": "memory:", "unsubscribe": {}}"#, "unsubscribe.url: missing"),
    (#"{"store": "memory:", "unsubscribe": "https://a.b"}"#, "unsubscribe: not an object"),
    (
      #"{"store": "memory:", "unsubscribe": {"url": "http://bo.example.org/u"}}"#,
      "unsubscribe.url: not an address such as https://bo.example.org/unsubscribe"
    ),
    (
      #"{"store": "memory:", "unsubscribe": {"url": "https://bo.example.org/>\r\nBcc: a"}}"#,
      "unsubscribe.url: not an address such as https://bo.example.org/unsubscribe"
    ),
    (
      #"{"store": "memory:", "unsubscribe": {"url": "http://localhost/u", "dkim": true}}"#,
      "unsubscribe.url: one click needs https (RFC 8058, 3.1)"
    ),
    (#"{"store": "memory:", "store": "memory:"}"#, "configuration: duplicate member at octet 21"),
  ])
  func `is refused with the member that is wrong`(text: String, message: String) {
    do {
      _ = try EngineDocument.read(text)
      Issue.record("accepted \(text)")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test(arguments: [
    #"{"store": "pgsql://user:hidden@host/db"}"#, #"{"store": "redis://hidden@host"}"#,
    #"{"store": "memory:", "presence": "redis://hidden@host"}"#,
    #"{"store": "memory:", "sms": "vonage://SID:hidden@default?from=ACME"}"#,
  ])
  func `that asks for what a later release brings is told so, without its secrets`(text: String)
    throws
  {
    let document = try EngineDocument.read(text)
    do {
      _ = try Registry.assemble(document)
      Issue.record("assembled \(text)")
    } catch {
      guard case .unsupported(let why) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(why.contains("reserved"))
      #expect(!why.contains("hidden"))
    }
  }

  @Test func `with a scheme nobody knows is told which there are`() throws {
    let document = try EngineDocument.read(#"{"store": "memory:", "mailer": "pigeon://x"}"#)
    do {
      _ = try Registry.assemble(document)
      Issue.record("assembled")
    } catch {
      #expect(
        error
          == .configuration(
            InvalidValue(
              "mailer", .malformed("no adapter for 'pigeon'; there are smtp, smtps, spool"))))
    }
  }
}

struct `An event document` {
  private func event(_ text: String) throws(InvalidValue) -> Event {
    try EventDocument().event(.promotedToMinister, id: nil, document: text)
  }

  @Test func `keeps its data octet for octet`() throws {
    let event = try event(#"{"user_id":"42","data": { "n" : 1.50, "e":"\u00e9" } }"#)
    guard case .data(let data) = event.body else {
      Issue.record("not data")
      return
    }
    #expect(data == #"{ "n" : 1.50, "e":"\u00e9" }"#)
  }

  @Test(arguments: [
    (#"{"user_id": 42}"#, "user_id: not a string"),
    (#"{"user_id": "42", "data": []}"#, "data: not an object"),
    (#"{"user_id": "42", "date": {}}"#, "date: unknown member"),
    (
      #"{"user_id": "42", "users": [{"id": "7", "email": "x"}]}"#, "users[0].email: not one address"
    ),
    (#"{"user_id": "42", "users": [{"id": "7"}, {"id": "7"}]}"#, "users[1].id: named twice"),
    (#"{"user_id": "42", "users": [{"mail": "x"}]}"#, "users[0].mail: unknown member"),
    (
      #"{"user_id": "42", "users": [{"id": "7", "roles": ["a", 1]}]}"#,
      "users[0].roles[1]: not a string"
    ),
    (
      #"{"user_id": "42", "data": {"a": 1, "a": 2}}"#,
      "event document: duplicate member at octet 35"
    ),
  ])
  func `is refused with the member that is wrong`(text: String, message: String) {
    do {
      _ = try event(text)
      Issue.record("accepted \(text)")
    } catch {
      #expect(error.description == message)
    }
  }

  @Test func `has one digest for one text and another for any other`() throws {
    let first = try event(#"{"user_id": "42"}"#)
    #expect(first.fingerprint == (try event(#"{"user_id": "42"}"#)).fingerprint)
    #expect(first.fingerprint != (try event(#"{"user_id":  "42"}"#)).fingerprint)
    let other = try EventDocument().event(
      .promotedToSuperAdmin, id: nil, document: #"{"user_id": "42"}"#)
    #expect(first.fingerprint != other.fingerprint)
  }
}
