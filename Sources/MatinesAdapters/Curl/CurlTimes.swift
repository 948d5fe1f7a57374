// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// How long a transfer may take, in all, to connect, and without an octet.
struct CurlTimes {
  private(set) var total: Instant.Span
  private(set) var connect: Instant.Span
  private(set) var silence: Instant.Span?

  init(_ request: HTTPRequest) {
    total = request.timeout
    connect = .seconds(5)
    silence = .seconds(5)
  }

  /// libcurl counts greeting, STARTTLS and AUTH as connecting, and a filter may hold its greeting
  /// back for six seconds.
  init(_ request: MailRequest) {
    total = request.timeout
    connect = .seconds(15)
  }

  /// By what nobody looked after the transfer: libcurl's time runs on meanwhile.
  mutating func extend(by pause: Instant.Span) {
    func longer(_ span: Instant.Span) -> Instant.Span {
      Instant.Span(milliseconds: span.milliseconds &+ pause.milliseconds)
    }
    (total, connect, silence) = (longer(total), longer(connect), silence.map(longer))
  }
}
