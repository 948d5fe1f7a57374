// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

/// What the tests of SMS providers have in common: one account at each, one text.
enum SMSSamples {
  enum Provider: String, CaseIterable, Sendable {
    case twilio, ovhcloud, messagebird

    /// What must never be shown; the last of Twilio's is how its account and token travel.
    var canaries: [String] {
      switch self {
      case .twilio: ["canary-token", "QUMxOmNhbmFyeS10b2tlbg"]
      case .ovhcloud: ["canary-application", "canary-secret", "canary-consumer"]
      case .messagebird: ["canary-key"]
      }
    }

    /// `host` with its port, and options that begin with `&`.
    func dsn(_ host: String = "default", _ options: String = "") throws -> DSN {
      switch self {
      case .twilio:
        try DSN.parse("twilio://AC1:canary-token@\(host)?from=%2B33700000000\(options)")
      case .ovhcloud:
        try DSN.parse(
          "ovhcloud://canary-application:canary-secret@\(host)?consumer_key=canary-consumer"
            + "&service_name=sms-ab123-1&sender=ACME\(options)")
      case .messagebird:
        try DSN.parse("messagebird://canary-key@\(host)?from=ACME\(options)")
      }
    }

    func sms(_ dsn: DSN, clock: any Clock = SystemClock()) throws -> any SMS {
      switch self {
      case .twilio: try TwilioSMS(dsn: dsn, clock: clock)
      case .ovhcloud: try OVHcloudSMS(dsn: dsn, clock: clock)
      case .messagebird: try MessageBirdSMS(dsn: dsn, clock: clock)
      }
    }

    /// As its own server is told on the command line.
    var credentials: String {
      switch self {
      case .twilio: "AC1:canary-token"
      case .ovhcloud: "canary-application:canary-secret:canary-consumer:sms-ab123-1"
      case .messagebird: "canary-key"
      }
    }

    /// By which the provider says that it took the text.
    var success: (status: Int, document: String) {
      switch self {
      case .twilio:
        (201, #"{"sid":"SM1","status":"queued","num_segments":"2","error_code":null}"#)
      case .ovhcloud:
        (
          200,
          #"{"ids":[42],"validReceivers":["+33612345678"],"invalidReceivers":[],"#
            + #""totalCreditsRemoved":3}"#
        )
      case .messagebird:
        (
          201,
          #"{"id":"f00d","recipients":{"totalCount":1,"totalSentCount":1,"items":"#
            + #"[{"recipient":33612345678,"status":"sent","messagePartCount":2}]}}"#
        )
      }
    }

    var delivered: Outcome {
      switch self {
      case .twilio: .delivered(reference: "SM1", parts: 2)
      case .ovhcloud: .delivered(reference: "42")
      case .messagebird: .delivered(reference: "f00d", parts: 2)
      }
    }
  }

  static func message(_ text: String = "Élue : 5 € & plus") throws -> TextMessage {
    TextMessage(
      to: try PhoneNumber("+33612345678"), try SMSText(text),
      notification: try Samples.notificationID())
  }

  /// The request that carries the text, and what its end means. Where time is asked first, it is
  /// answered with 1 000 000 000.
  static func sent(
    _ sms: any SMS, _ message: TextMessage
  ) throws -> (request: HTTPRequest, conclude: @Sendable (TransferResult) -> Outcome) {
    guard case .transfer(.http(let request), let conclude) = sms.send(message) else {
      throw NotSent()
    }
    guard request.method == .get else { return (request, conclude) }
    let time = Answer(status: 200, body: Array("1000000000".utf8))
    guard let job = request.renewed?(time) else { throw NotSent() }
    return (job, conclude)
  }

  static func outcome(
    _ provider: Provider, _ status: Int, _ document: String, retryAfter: String? = nil,
    isWhole: Bool = true
  ) throws -> Outcome {
    let sms = try provider.sms(provider.dsn(), clock: ManualClock())
    return try sent(sms, message()).conclude(
      .answered(
        Answer(
          status: status, retryAfter: retryAfter, body: Array(document.utf8), isWhole: isWhole)))
  }

  struct NotSent: Error {}
}

extension Outcome {
  /// Its name alone.
  var kind: String {
    switch self {
    case .delivered: "delivered"
    case .later: "later"
    case .misconfigured: "misconfigured"
    case .failed: "failed"
    case .gone: "gone"
    case .unknown: "unknown"
    }
  }
}
