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
  private let security: MailRequest.Security
  private let user: String?
  private let login: ObjectIdentifier?
  private let caFile: String?

  init(_ request: MailRequest) {
    url = request.url
    security = request.security
    user = request.user
    login = request.login.map { ObjectIdentifier($0) }
    caFile = request.caFile
  }
}
