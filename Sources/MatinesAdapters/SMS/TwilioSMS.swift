// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Twilio's Programmable Messaging: `twilio://SID:TOKEN@default?from=FROM`.
package struct TwilioSMS: SMSGateway {
  let account: SMSAccount
  private let path: String
  /// The credentials of RFC 7617, encoded.
  private let basic: Secret
  private let from: String
  private let clock: any Clock

  package init(dsn: DSN, clock: any Clock) throws(InvalidValue) {
    var account = try SMSAccount(dsn, host: "api.twilio.com", options: ["from"])
    let sid = try SMSAccount.name(dsn.user, "sms", "the account's SID")
    let token = try account.secret(dsn.password, "sms", "the account's token").text
    let encoded = Base64.encode(Array("\(sid):\(token)".utf8))
    _ = try account.keep(String(encoded.prefix { $0 != "=" }))
    basic = try account.keep(encoded)
    guard let from = dsn["from"] else { throw InvalidValue("sms.from", .missing) }
    self.from = try SMSSender.parse(from, "sms.from")
    path = "/2010-04-01/Accounts/\(sid)/Messages.json"
    self.account = account
    self.clock = clock
  }

  package func send(_ message: TextMessage) -> Begun {
    let body = FormBody.encode([
      ("From", from), ("To", message.to.text), ("Body", message.text),
    ])
    let request = account.post(
      path,
      headers: [
        (name: "Authorization", value: "Basic \(basic.text)"),
        (name: "Content-Type", value: "application/x-www-form-urlencoded"),
      ], body: body)
    return .transfer(.http(request)) { [account, clock] result in
      SMSVerdict(account, message, id: "sid", now: clock.now(), read: Self.word).outcome(result)
    }
  }

  private static func word(_ status: Int, _ document: JSONObject) -> SMSVerdict.Word? {
    if status == 201, let sid = document["sid"]?.asString {
      return ["failed", "undelivered", "canceled"].contains(document["status"]?.asString)
        ? refusal(document["error_code"], document["error_message"])
        : .taken(reference: sid, parts: parts(document["num_segments"]))
    }
    guard status >= 400, document["code"]?.asInt64 != nil else { return nil }
    return refusal(document["code"], document["message"])
  }

  private static func parts(_ value: JSON?) -> Int? {
    guard let parts = value?.asString.flatMap({ Int($0) }), (1...255).contains(parts) else {
      // A messaging service cuts later, and says 0.
      return nil
    }
    return parts
  }

  /// By Twilio's dictionary of errors; what it adds there counts as its status.
  private static func refusal(_ code: JSON?, _ said: JSON?) -> SMSVerdict.Word {
    let number = code?.asInt64 ?? 0
    let refusal: SMSVerdict.Refusal =
      switch number {
      // No such number, a short code, unsubscribed, no mobile, a landline.
      case 21211, 21217, 21265, 21610, 21614, 21635: .gone
      // The credentials, the sender, and the regions that are allowed.
      case 20003, 21212, 21408, 21603, 21606, 21659, 21660, 21661: .misconfigured
      // Too fast, and the sender's queue is full.
      case 20429, 21611: .later
      default: .failed
      }
    return .refused(refusal, code: "\(number)", said: said?.asString ?? "")
  }
}
