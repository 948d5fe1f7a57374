// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

private typealias Provider = SMSSamples.Provider

@Suite(.timeLimit(.minutes(1)))
struct `The answer of an SMS provider` {
  @Test(arguments: Provider.allCases)
  fileprivate func `is success in the provider's own form only`(provider: Provider) throws {
    let (status, document) = provider.success
    #expect(try SMSSamples.outcome(provider, status, document) == provider.delivered)
    for other in ["<html>welcome</html>", "{}", "", "[]", #"{"id":null,"sid":"","ids":[]}"#] {
      for any in [status, 200, 202] {
        #expect(try SMSSamples.outcome(provider, any, other).kind == "later", "\(any) \(other)")
      }
    }
  }

  /// A proxy may have made another 2xx of theirs, or left out a part of what they said.
  @Test(arguments: Provider.allCases)
  fileprivate func `is in doubt where it has an id and is not their form of success`(
    provider: Provider
  ) throws {
    let (status, document) = provider.success
    for elsewhere in [200, 201, 202, 299] where elsewhere != status {
      #expect(try SMSSamples.outcome(provider, elsewhere, document).kind == "unknown")
    }
    let bare = [Provider.twilio: #"{"sid":7}"#, .messagebird: #"{"id":"f00d"}"#]
    let partial = bare[provider] ?? #"{"ids":[1],"validReceivers":[]}"#
    let partialStatus = provider == .twilio ? 200 : status
    #expect(try SMSSamples.outcome(provider, partialStatus, partial).kind == "unknown")
  }

  /// The id is for those who ask the provider; that it was taken is sure without it.
  @Test(arguments: Provider.allCases, ["a b", "é", String(repeating: "7", count: 65)])
  fileprivate func `is success without an id that cannot be stored`(
    provider: Provider, id: String
  ) throws {
    let document =
      switch provider {
      case .twilio: #"{"sid":"\#(id)","status":"queued"}"#
      case .messagebird: #"{"id":"\#(id)","recipients":{"totalSentCount":1}}"#
      case .ovhcloud: #"{"ids":["\#(id)"],"validReceivers":["+33612345678"]}"#
      }
    let outcome = try SMSSamples.outcome(provider, provider.success.status, document)
    #expect(outcome == .delivered(reference: nil))
  }

  @Test(arguments: Provider.allCases)
  fileprivate func `is one of the table, whatever its status`(provider: Provider) throws {
    for status in 100..<700 {
      let wanted =
        switch status {
        case ..<200: "unknown"
        case 200..<300, 429, 503: "later"
        case 500...: "unknown"
        case 300..<400, 401, 403, 404, 407: "misconfigured"
        default: "failed"
        }
      #expect(try SMSSamples.outcome(provider, status, "{}").kind == wanted, "\(status)")
    }
  }

  @Test(arguments: Provider.allCases)
  fileprivate func `that broke off says nothing where its body decides`(provider: Provider) throws {
    let (status, document) = provider.success
    let outcome = try SMSSamples.outcome(provider, status, document, isWhole: false)
    #expect(outcome.kind == "unknown")
    #expect(try SMSSamples.outcome(provider, 503, "", isWhole: false).kind == "later")
    #expect(try SMSSamples.outcome(provider, 401, "", isWhole: false).kind == "misconfigured")
  }

  @Test(arguments: Provider.allCases, [429, 503])
  fileprivate func `is waited for as Retry-After says`(provider: Provider, status: Int) throws {
    let outcome = try SMSSamples.outcome(provider, status, "{}", retryAfter: "120")
    guard case .later(_, let after) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(after == .seconds(120))
  }

  @Test(arguments: Provider.allCases)
  fileprivate func `that never came decides by what had left`(provider: Provider) throws {
    let wanted: [(TransferFailure.Kind, String)] = [
      (.unreachable, "later"), (.security, "misconfigured"), (.credentials, "misconfigured"),
      (.unanswered, "unknown"), (.garbled, "unknown"), (.withdrawn, "later"),
    ]
    let sms = try provider.sms(provider.dsn(), clock: ManualClock())
    let conclude = try SMSSamples.sent(sms, SMSSamples.message()).conclude
    for (kind, outcome) in wanted {
      #expect(conclude(.failed(TransferFailure(kind, "x: why"))).kind == outcome, "\(kind)")
    }
  }

  /// A gateway that gave up waiting says 5xx too, and then the text may have been taken.
  @Test(arguments: Provider.allCases, [500, 502, 504, 599])
  fileprivate func `of 5xx is waited for where it is the provider's own refusal`(
    provider: Provider, status: Int
  ) throws {
    let refusal =
      #"{"code":20500,"errorCode":"X","message":"No.","errors":[{"code":98,"description":"No."}]}"#
    #expect(try SMSSamples.outcome(provider, status, refusal).kind == "later")
    let others = ["", "{}", "<h1>Bad Gateway</h1>", #"{"message":"No."}"#]
    for other in others + [provider.success.document] {
      #expect(try SMSSamples.outcome(provider, status, other).kind == "unknown", "\(other)")
    }
    let broken = try SMSSamples.outcome(provider, status, refusal, isWhole: false)
    #expect(broken.kind == "unknown")
  }

  /// https://www.twilio.com/docs/api/errors
  @Test(arguments: [
    (21211, "gone"), (21614, "gone"), (21610, "gone"), (21635, "gone"),
    (21606, "misconfigured"), (21408, "misconfigured"), (21611, "later"), (21617, "failed"),
    (1, "failed"),
  ])
  func `is judged by Twilio's codes`(code: Int, wanted: String) throws {
    let document = #"{"code":\#(code),"message":"No.","status":400}"#
    let outcome = try SMSSamples.outcome(.twilio, 400, document)
    #expect(outcome.kind == wanted)
    #expect(outcome.why == "api.twilio.com:443: answered 400, \(code): No.")
  }

  @Test func `is no success where Twilio says that the message failed`() throws {
    let document = #"{"sid":"SM1","status":"failed","error_code":21610,"error_message":"x"}"#
    #expect(try SMSSamples.outcome(.twilio, 201, document).kind == "gone")
  }

  @Test(arguments: ["0", "", "256", "two", "-1"])
  func `counts no parts that cannot be`(parts: String) throws {
    let document = #"{"sid":"SM1","status":"accepted","num_segments":"\#(parts)"}"#
    let outcome = try SMSSamples.outcome(.twilio, 201, document)
    #expect(outcome == .delivered(reference: "SM1"))
  }

  /// https://developers.messagebird.com/api/#api-errors
  @Test(arguments: [
    (2, "access_key", "misconfigured"), (9, "recipients", "gone"),
    (9, "originator", "misconfigured"), (10, "body", "failed"), (25, "", "misconfigured"),
    (99, "", "failed"),
  ])
  func `is judged by MessageBird's codes`(code: Int, parameter: String, wanted: String) throws {
    let document =
      #"{"errors":[{"code":\#(code),"description":"No.","parameter":"\#(parameter)"}]}"#
    let outcome = try SMSSamples.outcome(.messagebird, 422, document)
    #expect(outcome.kind == wanted)
    #expect(outcome.why == "rest.messagebird.com:443: answered 422, \(code): No.")
  }

  @Test func `is a failure where MessageBird sent it to nobody`() throws {
    let document = #"{"id":"f00d","recipients":{"totalCount":1,"totalSentCount":0,"items":[]}}"#
    #expect(try SMSSamples.outcome(.messagebird, 201, document).kind == "failed")
  }

  /// https://help.ovhcloud.com/csm/en-api-getting-started-ovhcloud-api
  @Test(arguments: [
    ("INVALID_SIGNATURE", "Invalid signature", "misconfigured"),
    ("QUERY_TIME_OUT", "Query out of time", "later"), ("INVALID_ARGUMENT", "No.", "failed"),
  ])
  func `is judged by OVHcloud's codes`(code: String, said: String, wanted: String) throws {
    let document = #"{"errorCode":"\#(code)","httpCode":"400","message":"\#(said)"}"#
    let outcome = try SMSSamples.outcome(.ovhcloud, 400, document)
    #expect(outcome.kind == wanted)
    #expect(outcome.why == "eu.api.ovh.com:443: answered 400, \(code): \(said)")
  }

  @Test(arguments: [
    (#"{"ids":[],"validReceivers":[],"invalidReceivers":["+33612345678"]}"#, "gone"),
    (#"{"ids":[],"validReceivers":[],"invalidReceivers":["0033612345678"]}"#, "gone"),
    (#"{"ids":[],"validReceivers":[],"invalidReceivers":[]}"#, "later"),
    (#"{"ids":[1],"validReceivers":["+33699999999"],"invalidReceivers":[]}"#, "unknown"),
    (#"{"ids":[1],"validReceivers":["0033612345678"],"invalidReceivers":[]}"#, "delivered"),
  ])
  func `is success for OVHcloud's valid receivers only`(document: String, wanted: String) throws {
    #expect(try SMSSamples.outcome(.ovhcloud, 200, document).kind == wanted)
  }

  @Test(arguments: Provider.allCases)
  fileprivate func `is repeated in one short line, without number and text`(
    provider: Provider
  ) throws {
    let long = "a\r\nb\u{7}" + String(repeating: "c", count: 500)
    #expect((try refused(provider, long).utf8.count) < 300)
    #expect(try refused(provider, long).contains(", 10: a b c"))
    let numbers = [
      "to +33612345678", "33612345678?", "0612345678", "no 06 12 34 56 78", "(6) 12-34-56-78",
      "12.34.56.78",
    ]
    for said in numbers + ["said: Élue : 5 € & plus."] {
      let why = try refused(provider, said)
      #expect(!why.contains("78") && !why.contains("Élue"), "\(why)")
      #expect(why.contains("answered 422"))
    }
  }

  @Test(arguments: Provider.allCases)
  fileprivate func `never brings a secret with it`(provider: Provider) throws {
    for canary in provider.canaries {
      let documents = [
        #"{"code":5,"message":"\#(canary)","errors":[{"code":5,"description":"\#(canary)"}]}"#,
        #"{"errorCode":"\#(canary)","message":"x \#(canary) y"}"#, canary,
        #"{"sid":"\#(canary)","id":"\#(canary)","recipients":{"totalSentCount":1},"#
          + #""ids":["\#(canary)"],"validReceivers":["+33612345678"]}"#,
      ]
      for status in [200, 201, 301, 400, 401, 403, 404, 422, 429, 500] {
        for document in documents {
          let outcome = try SMSSamples.outcome(provider, status, document)
          #expect(!"\(outcome)".contains(canary), "\(status) \(document)")
        }
      }
    }
  }

  private func refused(_ provider: Provider, _ said: String) throws -> String {
    let said = JSON.string(said).text
    let document =
      #"{"code":10,"errorCode":"10","message":\#(said),"#
      + #""errors":[{"code":10,"description":\#(said),"parameter":"body"}]}"#
    return try SMSSamples.outcome(provider, 422, document).why ?? ""
  }
}
