// SPDX-License-Identifier: MIT
import MatinesApplication

/// One message on its way: what the worker asked for, and until when.
struct MailJob {
  let ticket: Int
  let request: MailRequest
  /// Runs from the moment the message has a connection, or begins to open one.
  var deadline = Stopwatch.distantFuture
}

/// What a connection may be used for: the same server, protection and login.
struct MailEndpoint: Hashable {
  private let url: String
  private let security: String
  private let login: [String?]

  init(_ request: MailRequest) {
    url = request.url
    security = "\(request.security)"
    login = [request.user, request.password, request.caFile]
  }
}
