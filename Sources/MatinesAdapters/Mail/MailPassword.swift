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

  /// Words of a server, which may repeat what it was told, and cut it: nothing but stars where they
  /// hold the beginning of what was said.
  func hidden(in words: String) -> String {
    let password = password
    let encoded = ["\0\(user)\0\(password)", password].map { form in
      Array(Base64.encode(Array(form.utf8)).utf8.prefix(12).prefix { $0 != UInt8(ascii: "=") })
    }
    let tells = encoded + [Array(password.utf8.prefix(8))]
    let said = Array(words.utf8)
    return tells.contains { !$0.isEmpty && said.contains($0) } ? "***" : words
  }
}
