// SPDX-License-Identifier: MIT
import MatinesDomain

/// Carries all requests of one worker at once, on the worker's own thread.
package protocol Transfers: AnyObject {
  /// Starts a transfer and answers its ticket; nothing waits here.
  func start(_ request: TransferRequest) -> Int
  /// Moves all transfers on; waits at most that long for something to happen, and returns early
  /// when `wake` becomes readable. Answers those that ended.
  func pump(waiting: Instant.Span, wake: Int32?) -> [(ticket: Int, result: TransferResult)]
  var inFlight: Int { get }
}

package enum TransferRequest: Sendable {
  case http(HTTPRequest)
  case mail(MailRequest)
}

package struct HTTPRequest: Sendable {
  package enum Method: Sendable {
    case post, delete, get
  }

  package let method: Method
  package let url: String
  /// Names are constants; values are checked for controls and non-ASCII before they leave.
  package let headers: [(name: String, value: String)]
  package let body: [UInt8]
  package let timeout: Instant.Span
  /// More than this of an answer is not read.
  package let answerLimit: Int
  package let caFile: String?
  /// Set where somebody else chose the address: then https only, in a connection pool of its own,
  /// and no connection to what the guard refuses.
  package let guarding: (any AddressGuard)?
  /// Asked once when an answer came: what it gives is sent in this one's place, under its ticket,
  /// and the first answer is not told.
  package var renewed: (@Sendable (Answer) -> HTTPRequest?)?
  /// Set where the answer may go on for ever.
  package var listener: (any AnswerListener)?
  /// It must not arrive twice: it has a connection of its own, since whoever finds one closed that
  /// was kept would send it again on another.
  package var isSentOnce = false

  package init(
    method: Method = .post, url: String, headers: [(name: String, value: String)], body: [UInt8],
    timeout: Instant.Span = .seconds(10), answerLimit: Int = 65_536, caFile: String? = nil,
    guarding: (any AddressGuard)? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.answerLimit = answerLimit
    self.caFile = caFile
    self.guarding = guarding
  }
}

/// Hears an answer while it comes, on the thread that moves the transfers.
package protocol AnswerListener: AnyObject, Sendable {
  /// One line of the head without its end; the empty one is its last.
  func heard(head line: String)
  /// Some octets of the body. False: what was heard is enough, and the transfer ends.
  func heard(body octets: [UInt8]) -> Bool
}

/// Decides on the address that is being connected to, for every new connection.
package protocol AddressGuard: AnyObject, Sendable {
  /// 4 or 16 octets, in network order.
  func allows(_ address: [UInt8], port: UInt16) -> Bool
}

/// A password, written out only where a connection logs in.
package protocol MailLogin: AnyObject, Sendable {
  var password: String { get }
}

package struct MailRequest: Sendable {
  package enum Security: Hashable, Sendable {
    /// TLS from the first octet.
    case implicit
    /// STARTTLS, or no mail.
    case required
    case none
  }

  /// `smtp://host:port` or `smtps://host:port`.
  package let url: String
  package let security: Security
  package let user: String?
  package let login: (any MailLogin)?
  package let caFile: String?
  package let from: String
  package let to: String
  /// Complete, lines ending in CRLF.
  package let message: [UInt8]
  package let timeout: Instant.Span
  /// Messages that one connection carries at most.
  package let perConnection: Int
  /// Asked before a message that had to wait for a connection sets out. Where it is not welcome any
  /// more, it ends as `.withdrawn`.
  package var isWelcome: @Sendable () -> Bool = { true }
  /// Makes the server ready for a message, and then takes leave: nothing is sent.
  package var isTrial = false

  package init(
    url: String, security: Security, user: String?, login: (any MailLogin)?, caFile: String?,
    from: String, to: String, message: [UInt8], timeout: Instant.Span = .seconds(30),
    perConnection: Int = .max
  ) {
    self.url = url
    self.security = security
    self.user = user
    self.login = login
    self.caFile = caFile
    self.from = from
    self.to = to
    self.message = message
    self.timeout = timeout
    self.perConnection = perConnection
  }
}

package enum TransferResult: Sendable {
  /// The peer answered: an HTTP status, or the last SMTP reply code.
  case answered(Answer)
  case failed(TransferFailure)

  package var isWithdrawn: Bool {
    if case .failed(let failure) = self { failure.kind == .withdrawn } else { false }
  }
}

package struct Answer: Sendable {
  package let status: Int
  package let retryAfter: String?
  package let body: [UInt8]
  /// Nothing of it is missing: it did not break off, and was not cut at the limit.
  package let isWhole: Bool

  package init(
    status: Int, retryAfter: String? = nil, body: [UInt8] = [], isWhole: Bool = true
  ) {
    self.status = status
    self.retryAfter = retryAfter
    self.body = body
    self.isWhole = isWhole
  }
}

package struct TransferFailure: Error, Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Nothing of the message left: no name, no connection, no greeting.
    case unreachable
    /// The guard of the request allows no address of this name.
    case forbidden
    /// A certificate, a protocol version, or STARTTLS that is not there.
    case security
    /// The server refused the credentials.
    case credentials
    /// An SMTP reply to the recipient or the message.
    case reply(code: Int)
    /// An SMTP reply before a recipient was named: any message would have met with it.
    case unready(code: Int)
    /// It was not welcome any more, and nothing was begun.
    case withdrawn
    /// The message may have been taken: it left, and no answer was read.
    case unanswered
    /// The answer made no sense.
    case garbled
  }

  /// What exactly is known of an unreachable server, or of missing security.
  package enum Cause: Equatable, Sendable {
    case unknownName, refused, silent
    case noStartTLS, expired, otherName, untrusted, authorityFile
  }

  package let kind: Kind
  package let cause: Cause?
  /// Names the peer.
  private let about: String
  /// The peer's own words, if there are any.
  private let said: String

  package init(_ kind: Kind, _ why: String, said: String = "", cause: Cause? = nil) {
    self.kind = kind
    self.cause = cause
    about = why
    self.said = said
  }

  /// One line.
  package var why: String { about + said }

  /// The same, the peer's words put otherwise.
  package func why(saying words: (String) -> String) -> String { about + words(said) }
}
