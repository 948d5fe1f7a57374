// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Text messages: a folder that takes them, the host, or a provider that is there.
struct SMSCheck: Check {
  private static let name = "sms"

  func findings(_ patient: Patient) -> [Finding] {
    guard let dsn = patient.document.sms else { return [] }
    let options = { (dsn: DSN) throws(InvalidValue) in _ = try SMSOptions.rules(dsn) }
    var sms: (any SMS)?
    return DeliveryDSN(Self.name, dsn).findings(options: options) { (dsn) throws(OpenFailure) in
      sms = try Registry.maker(Self.name, dsn.scheme, in: Registry.sms)(dsn, patient.around)
    } otherwise: {
      (sms as? any SMSGateway).map { [provider($0.account, patient.patience)] } ?? []
    }
  }

  /// Whatever it answers to a question about nothing: it is there, and its certificate is good.
  private func provider(_ account: SMSAccount, _ patience: Instant.Span) -> Finding {
    let talk = Talk(patience)
    let ticket = talk.start(.http(account.get("/", within: patience)))
    talk.go { talk.result(ticket) != nil }
    let peer = account.peer
    switch talk.result(ticket) {
    case .answered:
      return .ok(
        Self.name, "SMS : \(peer) répond, sur une liaison protégée",
        "SMS: \(peer) answers, on a protected connection")
    case .failed(let failure): return refusal(failure, peer)
    case nil: return refusal(TransferFailure(.unreachable, peer, cause: .silent), peer)
    }
  }

  private func refusal(_ failure: TransferFailure, _ peer: String) -> Finding {
    let why = ServerFault.sentence(failure, of: peer)
    return .error(
      Self.name, Words("SMS : \(why.french)", "SMS: \(why.english)"),
      advice: ServerFault.advice(failure))
  }
}
