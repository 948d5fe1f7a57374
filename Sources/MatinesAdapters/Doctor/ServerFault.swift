// SPDX-License-Identifier: MIT
import MatinesApplication

/// Why a server could not be talked to, in words: which of the many things it may be.
enum ServerFault {
  static func sentence(_ failure: TransferFailure, of peer: String) -> Words {
    switch failure.cause {
    case .unknownName:
      Words("le nom de \(peer) n’a pas d’adresse", "the name of \(peer) has no address")
    case .refused: Words("personne n’écoute en \(peer)", "nobody listens at \(peer)")
    case .silent: Words("\(peer) ne répond pas", "\(peer) does not answer")
    case .noStartTLS:
      Words(
        "\(peer) n’offre pas STARTTLS, et TLS est exigé",
        "\(peer) offers no STARTTLS, and TLS is required")
    case .expired:
      Words(
        "le certificat de \(peer) n’est pas en cours de validité",
        "the certificate of \(peer) is not valid now")
    case .otherName:
      Words(
        "le certificat de \(peer) est à un autre nom",
        "the certificate of \(peer) is for another name")
    case .untrusted:
      Words(
        "nul à qui nous nous fions n’a signé le certificat de \(peer)",
        "nobody we trust has signed the certificate of \(peer)")
    case .authorityFile:
      Words("le fichier de ca_file ne se lit pas", "the file of ca_file cannot be read")
    case nil: plain(failure, peer)
    }
  }

  private static func plain(_ failure: TransferFailure, _ peer: String) -> Words {
    switch failure.kind {
    case .security:
      Words(
        "la liaison avec \(peer) ne peut être protégée",
        "the connection with \(peer) cannot be protected")
    case .credentials: Words("\(peer) refuse notre identité", "\(peer) refuses our login")
    case .reply(let code), .unready(let code):
      Words(
        "\(peer) répond \(code) avant tout message", "\(peer) answers \(code) before any message")
    case .garbled: Words("ce que dit \(peer) n’a pas de sens", "what \(peer) says makes no sense")
    case .unanswered, .unreachable, .forbidden, .withdrawn:
      Words("la liaison avec \(peer) s’est rompue", "the connection with \(peer) broke")
    }
  }

  static func advice(_ failure: TransferFailure) -> Words {
    switch failure.cause {
    case .unknownName: Words("vérifiez le nom, et le DNS", "check the name, and the DNS")
    case .refused, .silent:
      Words(
        "lancez-le, ou corrigez l’adresse, ou le pare-feu",
        "start it, or correct the address, or the firewall")
    case .noStartTLS:
      Words(
        "activez TLS sur le serveur, ou prenez smtps:",
        "switch TLS on at the server, or take smtps:")
    case .expired:
      Words(
        "renouvelez-le ; vérifiez l’heure de cette machine", "renew it; check this machine's clock")
    case .otherName:
      Words("nommez le serveur comme son certificat", "name the server as its certificate does")
    case .untrusted:
      Words("nommez son autorité : ca_file=", "name its authority: ca_file=")
    case .authorityFile: Words("corrigez ca_file=", "correct ca_file=")
    case nil:
      failure.kind == .credentials
        ? Words("corrigez le compte et le mot de passe", "correct user and password")
        : Words("lisez le journal du serveur", "read the server's log")
    }
  }
}
