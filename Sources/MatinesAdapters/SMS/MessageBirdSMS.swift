// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// MessageBird's SMS API: `messagebird://TOKEN@default?from=FROM`.
package struct MessageBirdSMS: SMSGateway {
  let account: SMSAccount
  private let token: Secret
  private let from: String
  private let clock: any Clock

  package init(dsn: DSN, clock: any Clock) throws(InvalidValue) {
    var account = try SMSAccount(dsn, host: "rest.messagebird.com", options: ["from"])
    token = try account.secret(dsn.user, "sms", "the access key")
    guard dsn.password == nil else {
      throw InvalidValue("sms", .malformed("messagebird: takes an access key and no password"))
    }
    guard let from = dsn["from"] else { throw InvalidValue("sms.from", .missing) }
    self.from = try SMSSender.parse(from, "sms.from")
    self.account = account
    self.clock = clock
  }

  package func send(_ message: TextMessage) -> Begun {
    let body = FormBody.encode([
      ("originator", from), ("recipients", message.to.text), ("body", message.text),
      ("datacoding", message.encoding == .ucs2 ? "unicode" : "auto"),
    ])
    let request = account.post(
      "/messages",
      headers: [
        (name: "Authorization", value: "AccessKey \(token.text)"),
        (name: "Accept", value: "application/json"),
        (name: "Content-Type", value: "application/x-www-form-urlencoded"),
      ], body: body)
    return .transfer(.http(request)) { [account, clock] result in
      SMSVerdict(account, message, id: "id", now: clock.now(), read: Self.word).outcome(result)
    }
  }

  private static func word(_ status: Int, _ document: JSONObject) -> SMSVerdict.Word? {
    if status == 201 { return receipt(document) }
    guard let error = document["errors"]?.asArray?.first?.asObject,
      let code = error["code"]?.asInt64
    else { return nil }
    let said = error["description"]?.asString ?? ""
    return .refused(
      refusal(code, error["parameter"]?.asString ?? ""), code: "\(code)", said: said)
  }

  private static func receipt(_ document: JSONObject) -> SMSVerdict.Word? {
    guard let id = document["id"]?.asString, let recipients = document["recipients"]?.asObject,
      let sent = recipients["totalSentCount"]?.asInt64
    else { return nil }
    guard sent == 1 else { return .refused(.failed, code: "", said: "it was sent to nobody") }
    let parts = recipients["items"]?.asArray?.first?.asObject?["messagePartCount"]?.asInt64
    return .taken(reference: id, parts: parts.flatMap { (1...255).contains($0) ? Int($0) : nil })
  }

  /// Codes of the API: 2 a wrong key, 9 and 10 a wrong or missing parameter, 25 an empty account.
  private static func refusal(_ code: Int64, _ parameter: String) -> SMSVerdict.Refusal {
    switch (code, parameter) {
    case (2, _), (25, _), (9, "originator"), (10, "originator"): .misconfigured
    case (9, "recipient"), (9, "recipients"), (10, "recipient"), (10, "recipients"): .gone
    default: .failed
    }
  }
}
