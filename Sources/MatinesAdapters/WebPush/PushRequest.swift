// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// How a push service is to treat a message (RFC 8030, 5.2 to 5.4).
package struct PushTreatment: Equatable, Sendable {
  package enum Urgency: String, CaseIterable, Sendable {
    case veryLow = "very-low"
    case low, normal, high
  }

  /// 28 days: more than any push service keeps.
  package static let longest: Int64 = 2_419_200
  let seconds: Int64
  let urgency: Urgency
  let topic: String?

  package init(
    seconds: Int64, urgency: String?, topic: String?
  ) throws(InvalidValue) {
    guard (0...Self.longest).contains(seconds) else {
      throw InvalidValue("ttl_s", .malformed("not from 0 to \(Self.longest)"))
    }
    guard let urgency = Urgency(rawValue: urgency ?? Urgency.normal.rawValue) else {
      throw InvalidValue("urgency", .malformed("not one of very-low, low, normal, high"))
    }
    if let topic, !Self.isTopic(topic) {
      throw InvalidValue("topic", .malformed("not 1 to 32 characters of A-Z a-z 0-9 - _"))
    }
    self.seconds = seconds
    self.urgency = urgency
    self.topic = topic
  }

  init(seconds: Int64, urgency: Urgency) {
    self.seconds = seconds
    self.urgency = urgency
    topic = nil
  }

  /// What remains of the message's life; a warning may wake a phone that saves its battery. A
  /// repeat replaces what still waits at the service.
  init(_ message: PushMessage, now: Instant) {
    let (left, overflow) = message.expires.milliseconds.subtractingReportingOverflow(
      now.milliseconds)
    seconds = overflow ? Self.longest : min(max(left / 1_000, 0), Self.longest)
    urgency = message.notification.severity >= .warning ? .high : .normal
    topic = Self.topic(of: message.notification.id)
  }

  private static func isTopic(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { PlainText.isNameOctet($0) && $0 != UInt8(ascii: ".") }
  }

  /// Tells the service nothing of the id.
  private static func topic(of id: NotificationID) -> String {
    Base64URL.encode(Array(Digest.sha256(id.octets).prefix(18)))
  }
}

/// One message for one browser, on its way.
struct PushRequest {
  let endpoint: String
  let authorization: String
  let treatment: PushTreatment
  /// Encrypted; empty for a message without content.
  let body: [UInt8]

  func transfer(_ rule: AddressRule, caFile: String?) -> TransferRequest {
    var headers: [(name: String, value: String)] = [
      (name: "TTL", value: String(treatment.seconds)),
      (name: "Urgency", value: treatment.urgency.rawValue),
      (name: "Authorization", value: authorization),
    ]
    if let topic = treatment.topic { headers.append((name: "Topic", value: topic)) }
    if !body.isEmpty {
      headers.append((name: "Content-Encoding", value: "aes128gcm"))
      headers.append((name: "Content-Type", value: "application/octet-stream"))
    }
    return .http(
      HTTPRequest(
        url: endpoint, headers: headers, body: body, caFile: caFile, guarding: rule))
  }
}
