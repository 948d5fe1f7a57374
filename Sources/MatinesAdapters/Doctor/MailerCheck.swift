// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// The mail server: connection, TLS, EHLO and AUTH, without a message.
struct MailerCheck: Check {
  private static let name = "mailer"

  func findings(_ patient: Patient) -> [Finding] {
    guard let dsn = patient.document.mailer else { return [] }
    return DeliveryDSN(Self.name, dsn).findings { (dsn) throws(OpenFailure) in
      _ = try Registry.maker(Self.name, dsn.scheme, in: Registry.mailers)(dsn, patient.around)
    } otherwise: {
      server(dsn, patient)
    }
  }

  private func server(_ dsn: DSN, _ patient: Patient) -> [Finding] {
    guard let server = try? MailServer(dsn) else { return [] }
    let peer = Peer(url: server.url).text
    let patience = patient.patience
    var request = MailRequest(
      url: server.url, security: server.security, user: server.user, login: server.login,
      caFile: server.caFile, from: "", to: "", message: [], timeout: patience)
    request.isTrial = true
    let talk = Talk(patience)
    let ticket = talk.start(.mail(request))
    talk.go { talk.result(ticket) != nil }
    switch talk.result(ticket) {
    case .answered(let answer):
      return [ready(peer, server.user != nil, answer.status)] + inClear(dsn, server.security, peer)
    case .failed(let failure): return [refusal(failure, peer)]
    case nil: return [refusal(TransferFailure(.unreachable, peer, cause: .silent), peer)]
    }
  }

  private func ready(_ peer: String, _ hasLogin: Bool, _ status: Int) -> Finding {
    if hasLogin, status != 235 {
      return .warning(
        Self.name,
        Words(
          "le serveur de courrier \(peer) est prêt, mais ne demande pas d’identité",
          "the mail server \(peer) is ready, but asks for no login"),
        advice: Words(
          "compte et mot de passe de mailer ne servent pas : voyez s’il accepte le courrier",
          "account and password of mailer are not used: see whether it takes mail"))
    }
    return hasLogin
      ? .ok(
        Self.name, "le serveur de courrier \(peer) est prêt, et accepte notre identité",
        "the mail server \(peer) is ready, and takes our login")
      : .ok(
        Self.name, "le serveur de courrier \(peer) est prêt", "the mail server \(peer) is ready")
  }

  private func refusal(_ failure: TransferFailure, _ peer: String) -> Finding {
    let why = ServerFault.sentence(failure, of: peer)
    return .error(
      Self.name, Words("courrier : \(why.french)", "mail: \(why.english)"),
      advice: ServerFault.advice(failure))
  }

  private func inClear(
    _ dsn: DSN, _ security: MailRequest.Security, _ peer: String
  ) -> [Finding] {
    guard case .none = security, !Loopback.isHost(dsn.host) else { return [] }
    return [
      .warning(
        "mailer.tls",
        Words("le courrier va en clair à \(peer)", "mail goes to \(peer) in clear"),
        advice: Words("ôtez auto_tls=false", "take auto_tls=false away"))
    ]
  }
}
