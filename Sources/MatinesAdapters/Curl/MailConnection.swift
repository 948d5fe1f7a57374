// SPDX-License-Identifier: MIT
import CCurl
import MatinesApplication
import MatinesDomain

/// One connection to a mail server. libcurl opens it, with TLS and login, and carries the octets;
/// the messages are handed over by `SMTPSession`, one after another.
final class MailConnection {
  enum Ending {
    case session(SMTPSession.Ending)
    /// The server left, or the connection broke.
    case lost
  }

  let easy: CurlEasy
  let endpoint: MailEndpoint
  private(set) var job: MailJob
  /// Messages, with the current one.
  private var carried = 1
  private(set) var session: SMTPSession?
  private(set) var socket: Int32 = -1
  /// libcurl clears idle connections out of the cache a transfer uses, and takes one whose server
  /// has just spoken for dead: this connection needs a cache that no other transfer looks into.
  private let cache: UnsafeMutableRawPointer

  /// Nil when memory runs out or libcurl refuses an option.
  init?(_ job: MailJob, _ easy: CurlEasy) {
    guard let cache = curl_share_init() else { return nil }
    self.cache = cache
    self.easy = easy
    self.job = job
    endpoint = MailEndpoint(job.request)
    guard matines_curl_share_connections(cache) == CURLSHE_OK,
      easy.prepare(.mail(job.request), ticket: job.ticket),
      matines_curl_set_pointer(easy.handle, CURLOPT_SHARE, cache) == CURLE_OK
    else {
      easy.reset()
      curl_share_cleanup(cache)
      return nil
    }
  }

  /// The handle has left its multi, which closed the connection.
  deinit {
    matines_curl_set_pointer(easy.handle, CURLOPT_SHARE, nil)
    easy.reset()
    curl_share_cleanup(cache)
  }

  /// The server is ready: the message of the job sets out. False without a socket.
  func begin() -> Bool {
    var found: curl_socket_t = CURL_SOCKET_BAD
    matines_curl_get_socket(easy.handle, &found)
    socket = found
    session = SMTPSession(job.request)
    return found != CURL_SOCKET_BAD
  }

  /// Another message takes the connection.
  func begin(_ next: MailJob) {
    job = next
    carried += 1
    session = SMTPSession(next.request)
  }

  /// It has carried a message before the current one.
  var isReused: Bool { carried > 1 }

  /// It carries no message after the current one.
  var isSpent: Bool { carried >= job.request.perConnection }

  func rest() { session = nil }

  /// Nobody looked after it for so long; what began later is not concerned.
  func extend(by pause: Instant.Span) {
    easy.extend(by: pause)
    let left = job.deadline.milliseconds(after: .now())
    let age = Instant.Span(milliseconds: job.request.timeout.milliseconds &- max(left, 0))
    job.deadline = job.deadline.adding(min(age, pause))
  }

  /// Sends and receives what can be without waiting.
  func advance() -> Ending? {
    guard var current = session else { return nil }
    defer { session = current }
    while true {
      // A server may refuse what is still leaving and go: what it said is heard before the loss.
      let isBroken = !send(&current)
      switch receive() {
      case .nothing: return isBroken ? .lost : nil
      case .end: return .lost
      case .octets(let octets):
        if let ending = current.heard(octets) { return .session(ending) }
        if isBroken { return .lost }
      }
    }
  }

  /// A connection at rest on which the server says anything, or its end, is of no use any more.
  var isQuiet: Bool {
    if case .nothing = receive() { true } else { false }
  }

  /// Says QUIT, unless that would end up in a message, and does not wait for the answer.
  func leave() {
    guard session?.hasMoreToSend != true else { return }
    var count = 0
    let words = Array("QUIT\r\n".utf8)
    curl_easy_send(easy.handle, words, words.count, &count)
  }

  private enum Received {
    case nothing, end
    case octets(ArraySlice<UInt8>)
  }

  private func receive() -> Received {
    var room = [UInt8](repeating: 0, count: 4_096)
    var count = 0
    switch curl_easy_recv(easy.handle, &room, room.count, &count) {
    case CURLE_OK: return count > 0 ? .octets(room.prefix(count)) : .end
    case CURLE_AGAIN: return .nothing
    default: return .end
    }
  }

  /// False when the connection is broken. A server that answers before all is sent is heard.
  private func send(_ session: inout SMTPSession) -> Bool {
    while session.hasMoreToSend {
      var count = 0
      let code = session.outgoing[session.sent...].withUnsafeBytes {
        curl_easy_send(easy.handle, $0.baseAddress, $0.count, &count)
      }
      if code == CURLE_AGAIN { return true }
      guard code == CURLE_OK, count > 0 else { return false }
      session.didSend(count)
    }
    return true
  }
}
