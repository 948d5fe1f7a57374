// SPDX-License-Identifier: MIT
import MatinesApplication

/// Turns the end of a dialogue with a mail server into a result.
struct MailVerdict {
  private let peer: Peer
  private let session: SMTPSession?

  init(_ connection: MailConnection) {
    peer = connection.easy.peer
    session = connection.session
  }

  func result(_ ending: SMTPSession.Ending) -> TransferResult {
    switch ending {
    case .accepted(let code): .answered(Answer(status: code))
    case .refused(let reply, let step): .failed(TransferFailure(reply, at: step, of: peer))
    // After the final dot the message may have been taken, whatever came.
    case .garbled(.message) where session?.isHandedOver == true:
      failure(.unanswered, "the answer to the message is not SMTP")
    case .garbled(let step): failure(.garbled, "the answer to \(step.rawValue) is not SMTP")
    }
  }

  /// Nothing more comes.
  func lost(_ words: String) -> TransferResult {
    if session?.isHandedOver == true { return failure(.unanswered, "no answer: \(words)") }
    return failure(.unreachable, words)
  }

  /// While it waited for a connection, others learnt that the server fails.
  static func withdrawn(_ request: MailRequest) -> TransferResult {
    let peer = Peer(url: request.url).text
    return .failed(TransferFailure(.withdrawn, "\(peer): the server fails, and was not asked"))
  }

  private func failure(_ kind: TransferFailure.Kind, _ words: String) -> TransferResult {
    .failed(TransferFailure(kind, "\(peer.text): \(words)"))
  }
}
