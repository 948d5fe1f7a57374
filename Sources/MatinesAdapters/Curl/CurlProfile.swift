// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What of a request stays the same from one to the next: a handle that has it is not set again.
struct CurlProfile: Equatable {
  let caFile: String?
  let timeout: Instant.Span
  let isGuarded: Bool
  let method: HTTPRequest.Method
  /// Ends by itself, so that others may wait for its connection.
  let ends: Bool
  /// On a connection that served nobody before, and nobody after.
  let isAlone: Bool

  init(_ request: HTTPRequest) {
    caFile = request.caFile
    timeout = request.timeout
    isGuarded = request.guarding != nil
    method = request.method
    ends = request.listener == nil
    isAlone = request.isSentOnce
  }
}
