// SPDX-License-Identifier: MIT
import CCurl
import MatinesApplication
import MatinesDomain

/// Turns the end of a libcurl transfer into a result: what was said and heard decides, and
/// libcurl's code only where nothing was.
struct CurlVerdict {
  private let easy: CurlEasy
  private let code: CURLcode

  init(_ easy: CurlEasy, _ code: CURLcode) {
    self.easy = easy
    self.code = code
  }

  var result: TransferResult {
    if let dialogue = easy.dialogue { mail(dialogue) } else { http }
  }

  private var http: TransferResult {
    let hearing = easy.hearing
    if hearing.hasHead {
      return .answered(
        Answer(
          status: hearing.status, retryAfter: hearing.retryAfter, body: hearing.body,
          isWhole: code == CURLE_OK))
    }
    if isSecurity { return failure(.security, words, cause) }
    if easy.isForbidden, !easy.isSent {
      return failure(.forbidden, "its name leads to an address that is not public")
    }
    guard easy.isSent else {
      return code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT
        ? failure(.security, "not an address this transfer may use")
        : failure(.unreachable, words, cause)
    }
    if isNonsense || hearing.isCut { return failure(.garbled, "the answer is not HTTP") }
    return failure(.unanswered, "no answer: \(words)")
  }

  /// Why a mail server could not be made ready. Nothing of the message has left.
  private func mail(_ dialogue: SMTPDialogue) -> TransferResult {
    if let reply = dialogue.reply, reply.code >= 400 {
      return .failed(TransferFailure(reply, at: dialogue.step, of: easy.peer))
    }
    if isSecurity { return failure(.security, words, cause) }
    // A reply to AUTH that is neither a yes nor a no is for libcurl a login that was denied.
    if code == CURLE_LOGIN_DENIED, dialogue.step != .login { return failure(.credentials, words) }
    if code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT {
      return failure(.security, "not an address this transfer may use")
    }
    if easy.hearing.isCut || code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_LOGIN_DENIED {
      return failure(.garbled, "the answer to \(dialogue.step.rawValue) is not SMTP")
    }
    return failure(.unreachable, words, cause)
  }

  // A libcurl without one of the options must not send without it.
  static var notStarted: TransferResult {
    .failed(TransferFailure(.unreachable, "libcurl refused an option, or memory ran out"))
  }

  private func failure(
    _ kind: TransferFailure.Kind, _ words: String, _ cause: TransferFailure.Cause? = nil
  ) -> TransferResult {
    .failed(TransferFailure(kind, "\(easy.peer.text): \(words)", cause: cause))
  }

  private var cause: TransferFailure.Cause? {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: .unknownName
    case CURLE_COULDNT_CONNECT: .refused
    case CURLE_OPERATION_TIMEDOUT: .silent
    case CURLE_USE_SSL_FAILED: .noStartTLS
    case CURLE_SSL_CACERT_BADFILE: .authorityFile
    case CURLE_PEER_FAILED_VERIFICATION: certificate
    default: nil
    }
  }

  /// libcurl compares the names before it asks OpenSSL what it thinks of the rest: until then the
  /// answer is 1, which OpenSSL calls "unspecified".
  private var certificate: TransferFailure.Cause {
    var found = 0
    matines_curl_get_long(easy.handle, CURLINFO_SSL_VERIFYRESULT, &found)
    switch found {
    case 1: return .otherName
    case Int(X509_V_ERR_CERT_HAS_EXPIRED), Int(X509_V_ERR_CERT_NOT_YET_VALID): return .expired
    default: return .untrusted
    }
  }

  /// libcurl's constant words for its code; its error buffer may repeat what a peer said.
  private var words: String {
    if code == CURLE_OK { return "it broke off in its head" }
    if code == CURLE_USE_SSL_FAILED { return "STARTTLS is not offered" }
    if code == CURLE_SSL_CACERT_BADFILE { return "the file of authorities (ca_file) is not read" }
    return curl_easy_strerror(code).map { String(cString: $0) } ?? "transfer error"
  }

  private var isSecurity: Bool {
    switch code {
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED:
      true
    case CURLE_SSL_CONNECT_ERROR: !isHandshakeCutShort
    default: false
    }
  }

  /// A connection lost in the handshake is a network trouble; OpenSSL reports no error of its own
  /// then, or the early end, or libcurl met it first.
  private var isHandshakeCutShort: Bool {
    let message = easy.errorMessage
    return message.contains("SSL_connect: ") || message.contains("unexpected eof")
      || message.hasPrefix("Send failure: ") || message.hasPrefix("Recv failure: ")
      || message.hasPrefix("getpeername() failed ")
  }

  private var isNonsense: Bool {
    switch code {
    // With HTTP/0.9 off, an answer without a status line is an "unsupported protocol".
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: true
    default: false
    }
  }
}

extension TransferFailure {
  /// A mail server's no.
  init(_ reply: SMTPReply, at step: SMTPDialogue.Step, of peer: Peer) {
    self.init(
      reply.kind(at: step), "\(peer.text): answered \(reply.code) to \(step.rawValue): ",
      said: reply.text)
  }
}
