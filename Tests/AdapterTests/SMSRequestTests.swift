// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

private typealias Provider = SMSSamples.Provider

@Suite(.timeLimit(.minutes(1)))
struct `The request to an SMS provider` {
  private func request(
    _ provider: Provider, _ host: String = "default", _ options: String = "",
    text: String = "Élue : 5 € & plus"
  ) throws -> HTTPRequest {
    let sms = try provider.sms(provider.dsn(host, options), clock: ManualClock())
    return try SMSSamples.sent(sms, SMSSamples.message(text)).request
  }

  private func header(_ name: String, _ request: HTTPRequest) -> String? {
    request.headers.first { $0.name == name }?.value
  }

  private func fields(_ request: HTTPRequest) -> [[String]] {
    String(decoding: request.body, as: UTF8.self).split(separator: "&").map { field in
      field.split(separator: "=", maxSplits: 1).map { PercentEncoding.decode($0) ?? "" }
    }
  }

  /// https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
  @Test func `is Twilio's form with its account's credentials`() throws {
    let request = try request(.twilio)
    #expect(request.url == "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json")
    #expect(header("Authorization", request) == "Basic QUMxOmNhbmFyeS10b2tlbg==")
    #expect(header("Content-Type", request) == "application/x-www-form-urlencoded")
    #expect(
      fields(request) == [
        ["From", "+33700000000"], ["To", "+33612345678"], ["Body", "Élue : 5 € & plus"],
      ])
  }

  /// https://developers.messagebird.com/api/sms-messaging/#send-outbound-sms
  @Test func `is MessageBird's form with the access key`() throws {
    let request = try request(.messagebird)
    #expect(request.url == "https://rest.messagebird.com/messages")
    #expect(header("Authorization", request) == "AccessKey canary-key")
    #expect(
      fields(request) == [
        ["originator", "ACME"], ["recipients", "+33612345678"], ["body", "Élue : 5 € & plus"],
        ["datacoding", "auto"],
      ])
  }

  /// https://eu.api.ovh.com/console/?section=%2Fsms&branch=v1#post-/sms/-serviceName-/jobs
  @Test func `is OVHcloud's document, signed by their time`() throws {
    let request = try request(.ovhcloud)
    #expect(request.url == "https://eu.api.ovh.com/1.0/sms/sms-ab123-1/jobs")
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == #"{"charset":"UTF-8","class":"phoneDisplay","coding":"7bit","#
        + #""message":"Élue : 5 € & plus","#
        + #""noStopClause":false,"priority":"high","receivers":["+33612345678"],"sender":"ACME"}"#)
    #expect(header("X-Ovh-Application", request) == "canary-application")
    #expect(header("X-Ovh-Consumer", request) == "canary-consumer")
    #expect(header("X-Ovh-Timestamp", request) == "1000000000")
    #expect(header("X-Ovh-Signature", request)?.hasPrefix("$1$") == true)
  }

  @Test func `says that a text is beyond the 7-bit alphabet`() throws {
    let document = try JSON.parse(try request(.ovhcloud, text: "fenêtre").body).asObject
    #expect(document?["coding"]?.asString == "8bit")
    #expect(try fields(request(.messagebird, text: "fenêtre")).last == ["datacoding", "unicode"])
  }

  /// What Python's hashlib makes of the same parts.
  @Test func `carries the signature of OVHcloud's own description`() throws {
    let signature = OVHcloudSignature(
      application: try #require(Secret(copying: "AK".utf8)),
      secret: try #require(Secret(copying: "AS".utf8)),
      consumer: try #require(Secret(copying: "CK".utf8)))
    let headers = signature.headers(
      "POST", "https://eu.api.ovh.com/1.0/sms/sms-ab123-1/jobs", "{}", at: 1_457_018_875)
    #expect(headers.last?.value == "$1$91dde9a65d23e115f3274c049c69fd915bffac2a")
  }

  @Test func `asks OVHcloud for a short number to answer to, and for no STOP clause`() throws {
    let dsn = try DSN.parse(
      "ovhcloud://a:s@default?consumer_key=c&service_name=sms-ab123-1&no_stop_clause=1")
    let sms = try OVHcloudSMS(dsn: dsn, clock: ManualClock())
    let body = try SMSSamples.sent(sms, SMSSamples.message()).request.body
    let document = try #require(try JSON.parse(body).asObject)
    #expect(document["senderForResponse"]?.asBool == true)
    #expect(document["sender"] == nil)
    #expect(document["noStopClause"]?.asBool == true)
  }

  @Test(arguments: Provider.allCases)
  fileprivate func `goes over https to the host of the DSN, alone on its connection`(
    provider: Provider
  ) throws {
    let request = try request(provider, "proxy.example.org:8443", "&ca_file=ca.pem")
    #expect(request.url.hasPrefix("https://proxy.example.org:8443/"))
    #expect(request.caFile == "ca.pem")
    #expect(request.isSentOnce)
    #expect(try self.request(provider, "[::1]:1").url.hasPrefix("https://[::1]:1/"))
  }

  @Test func `waits for OVHcloud's time once an hour, and when they say it is wrong`() throws {
    let clock = ManualClock()
    let sms = try OVHcloudSMS(dsn: try Provider.ovhcloud.dsn(), clock: clock)
    func asks() throws -> Bool {
      guard case .transfer(.http(let request), _) = try sms.send(SMSSamples.message()) else {
        throw SMSSamples.NotSent()
      }
      return request.method == .get
    }
    #expect(try asks())
    let conclude = try SMSSamples.sent(sms, SMSSamples.message()).conclude
    clock.advance(.seconds(600))
    clock.set(now: Instant(milliseconds: 0))
    let next = try SMSSamples.sent(sms, SMSSamples.message()).request
    #expect(header("X-Ovh-Timestamp", next) == "1000000600")
    clock.advance(.seconds(3_000))
    #expect(try asks())
    _ = try SMSSamples.sent(sms, SMSSamples.message())
    #expect(try !asks())
    let late = #"{"errorCode":"QUERY_TIME_OUT","message":"Query out of time"}"#
    let answer = Answer(status: 400, body: Array(late.utf8))
    #expect(conclude(.answered(answer)).kind == "later")
    #expect(try asks())
  }

  @Test func `has not left where OVHcloud's time was not told`() throws {
    let sms = try OVHcloudSMS(dsn: try Provider.ovhcloud.dsn(), clock: ManualClock())
    guard case .transfer(.http(let question), let conclude) = try sms.send(SMSSamples.message())
    else { throw SMSSamples.NotSent() }
    #expect(question.url == "https://eu.api.ovh.com/1.0/auth/time")
    for body in ["", "soon", "-1", "99999999999999999999", "1e9"] {
      let answer = Answer(status: 200, body: Array(body.utf8))
      #expect(question.renewed?(answer) == nil)
      #expect(conclude(.answered(answer)).kind == "later")
    }
    for status in [101, 400, 429, 500] {
      #expect(question.renewed?(Answer(status: status, body: Array("1".utf8))) == nil)
      #expect(conclude(.answered(Answer(status: status))).kind == "later")
    }
    #expect(conclude(.answered(Answer(status: 301))).kind == "misconfigured")
    for kind in [TransferFailure.Kind.unanswered, .garbled, .unreachable] {
      #expect(conclude(.failed(TransferFailure(kind, "why"))).kind == "later")
    }
    #expect(conclude(.failed(TransferFailure(.security, "why"))).kind == "misconfigured")
  }
}
