// SPDX-License-Identifier: MIT
import CCurl
import MatinesDomain

/// Ends TLS connections whose peer never pauses. libcurl 7.88 reads an HTTP/2 connection for as
/// long as octets come that are no answer's own (empty DATA, unknown frames, what is left of an
/// answer that was cut), looks at no clock meanwhile, and moves nothing else.
final class ReadingPatience {
  /// Of reading one connection without a pause, which usually takes less than a millisecond.
  private static let limit = Instant.Span(milliseconds: 250)
  private var deadline = Stopwatch.distantFuture
  private var connection: OpaquePointer?

  /// libcurl is about to be called.
  func begin() { connection = nil }

  /// For the connections that this handle opens; they must not outlive this object.
  func install(on easy: UnsafeMutableRawPointer) -> CURLcode {
    let context = Unmanaged.passUnretained(self).toOpaque()
    return matines_curl_set_tls_hook(
      easy,
      { _, settings, context in
        matines_tls_watch_records(
          settings,
          { isWritten, _, kind, _, _, connection, context in
            guard isWritten == 0, kind == SSL3_RT_HEADER, let context else { return }
            Unmanaged<ReadingPatience>.fromOpaque(context)._withUnsafeGuaranteedRef {
              $0.read(from: connection)
            }
          }, context)
        return CURLE_OK
      }, context)
  }

  /// Each connection has its own time, which begins with its first record.
  private func read(from connection: OpaquePointer?) {
    let now = Stopwatch.now()
    if connection != self.connection {
      self.connection = connection
      deadline = now.adding(Self.limit)
    } else if now > deadline {
      matines_tls_end(connection)
    }
  }
}
