// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// A password in memory of its own.
final class MailPassword: MailLogin {
  private let user: String
  private let secret: Secret

  init(_ text: String, of user: String) throws(InvalidValue) {
    guard let secret = Secret(copying: text.utf8) else {
      throw InvalidValue("mailer", .malformed("out of memory"))
    }
    self.user = user
    self.secret = secret
  }

  var password: String { secret.withOctets { String(decoding: $0, as: UTF8.self) } }

  /// Words of a server, which may repeat what it was told: nothing but stars where they do.
  func hidden(in words: String) -> String {
    let password = password
    let plain = Base64.encode(Array("\0\(user)\0\(password)".utf8))
    let forms = [password, Base64.encode(Array(password.utf8)), plain]
    return forms.contains { !$0.isEmpty && words.contains($0) } ? "***" : words
  }
}
