// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Synchronization

/// OVHcloud's SMS API: `ovhcloud://APPLICATION_KEY:APPLICATION_SECRET@default?consumer_key=…`
/// `&service_name=…[&sender=…][&no_stop_clause=1]`.
package struct OVHcloudSMS: SMSGateway {
  let account: SMSAccount
  private let signature: OVHcloudSignature
  private let time: OVHcloudTime
  private let path: String
  private let sender: String?
  private let hasStopClause: Bool
  private let clock: any Clock

  /// Both together stay within what one message may take.
  private static let askingTakes = Instant.Span.seconds(3)
  private static let sendingTakes = Instant.Span.seconds(7)

  package init(dsn: DSN, clock: any Clock) throws(InvalidValue) {
    var account = try SMSAccount(
      dsn, host: "eu.api.ovh.com",
      options: ["consumer_key", "service_name", "sender", "no_stop_clause"])
    signature = OVHcloudSignature(
      application: try account.secret(dsn.user, "sms", "the application key"),
      secret: try account.secret(dsn.password, "sms", "the application secret"),
      consumer: try account.secret(dsn["consumer_key"], "sms.consumer_key", "the consumer key"))
    let service = try SMSAccount.name(dsn["service_name"], "sms.service_name", "the service's name")
    path = "/1.0/sms/\(service)/jobs"
    sender = try dsn["sender"].map { (text) throws(InvalidValue) in
      try SMSSender.parse(text, "sms.sender")
    }
    switch dsn["no_stop_clause"]?.lowercased() {
    case nil, "0", "false", "no", "off", "": hasStopClause = true
    case "1", "true", "yes", "on": hasStopClause = false
    default: throw InvalidValue("sms.no_stop_clause", .malformed("not 1 or 0"))
    }
    time = OVHcloudTime(clock: clock)
    self.account = account
    self.clock = clock
  }

  /// Where their time is not known, it is asked first, in the same transfer.
  package func send(_ message: TextMessage) -> Begun {
    let body = document(message)
    if let now = time.now() {
      return .transfer(.http(job(body, at: now))) { self.outcome($0, of: message) }
    }
    let hasLeft = Flag()
    var question = account.get(OVHcloudTime.path, within: Self.askingTakes)
    question.renewed = { answer in
      guard let now = time.heard(answer) else { return nil }
      hasLeft.raise()
      return job(body, at: now)
    }
    return .transfer(.http(question)) { result in
      let outcome = self.outcome(result, of: message)
      return hasLeft.isRaised ? outcome : unsent(outcome)
    }
  }

  private func job(_ body: String, at seconds: Int64) -> HTTPRequest {
    account.post(
      path,
      headers: [(name: "Content-Type", value: "application/json; charset=utf-8")]
        + signature.headers("POST", account.url(path), body, at: seconds),
      body: body, within: Self.sendingTakes)
  }

  private func document(_ message: TextMessage) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("charset", "UTF-8")
    json.member("class", "phoneDisplay")
    // In seven bits they would leave out what the alphabet lacks.
    json.member("coding", message.encoding == .ucs2 ? "8bit" : "7bit")
    json.member("message", message.text)
    json.member("noStopClause", !hasStopClause)
    json.member("priority", "high")
    json.beginArray("receivers")
    json.element(message.to.text)
    json.endArray()
    if let sender { json.member("sender", sender) } else { json.member("senderForResponse", true) }
    json.endObject()
    return json.text
  }

  /// Nothing left but the question: whatever became of that, the text may be tried again.
  private func unsent(_ outcome: Outcome) -> Outcome {
    switch outcome {
    case .unknown(let why), .failed(let why), .gone(let why): .later(why: why, after: nil)
    case .delivered, .later, .misconfigured: outcome
    }
  }

  private func outcome(_ result: TransferResult, of message: TextMessage) -> Outcome {
    SMSVerdict(account, message, id: "ids", now: clock.now()) { status, document in
      status == 200 ? receipt(document, message.to) : refusal(status, document)
    }.outcome(result)
  }

  private func receipt(_ document: JSONObject, _ phone: PhoneNumber) -> SMSVerdict.Word? {
    guard let ids = document["ids"]?.asArray else { return nil }
    if Self.has(document["invalidReceivers"], phone) {
      return .refused(.gone, code: "invalidReceivers", said: "")
    }
    guard let id = ids.first else { return nil }
    // Credits are not parts: a part costs more abroad.
    return Self.has(document["validReceivers"], phone)
      ? .taken(reference: id.asString ?? id.text, parts: nil) : .unclear
  }

  /// They write numbers with `+` or with `00`.
  private static func has(_ list: JSON?, _ phone: PhoneNumber) -> Bool {
    let digits = phone.text.dropFirst()
    return (list?.asArray ?? []).contains { item in
      item.asString == phone.text || item.asString == "00\(digits)"
    }
  }

  private func refusal(_ status: Int, _ document: JSONObject) -> SMSVerdict.Word? {
    guard let said = document["message"]?.asString else { return nil }
    let code = (document["errorCode"] ?? document["class"])?.asString ?? ""
    // Any gateway answers 5xx with a message.
    if status >= 500, code.isEmpty { return nil }
    if code == "QUERY_TIME_OUT" || said == "Query out of time" {
      time.forget()
      return .refused(.later, code: code, said: said)
    }
    // A wrong secret is a bad request to them.
    let isOurs = code == "INVALID_SIGNATURE" || said == "Invalid signature"
    return .refused(isOurs ? .misconfigured : .failed, code: code, said: said)
  }
}

/// Something happened.
private final class Flag: Sendable {
  private let value = Atomic(false)

  var isRaised: Bool { value.load(ordering: .acquiring) }
  func raise() { value.store(true, ordering: .releasing) }
}
