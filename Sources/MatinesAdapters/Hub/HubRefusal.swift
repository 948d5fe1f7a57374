// SPDX-License-Identifier: MIT

/// Why a request is not served: the status of HTTP, and a line for whoever sent it. It repeats
/// nothing of the request, which may hold a token.
struct HubRefusal: Error, Equatable {
  let status: Int32
  let reason: String
  /// In seconds.
  var retryAfter: Int?

  init(_ status: Int32, _ reason: String, retryAfter: Int? = nil) {
    self.status = status
    self.reason = reason
    self.retryAfter = retryAfter
  }

  static func malformed(_ reason: String) -> HubRefusal { HubRefusal(400, reason) }
}
