// SPDX-License-Identifier: MIT
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `A mail password` {
  private static let password = "correct horse battery"
  private static let encoded = Base64.encode(Array(password.utf8))
  private static let plain = Base64.encode(Array("\0jeanne\0\(password)".utf8))

  @Test(arguments: [
    password, encoded, plain, String(password.prefix(8)), String(encoded.prefix(12)),
    String(plain.prefix(12)), String(plain.dropLast(5)),
  ])
  func `is hidden in the words of a server, even when they are cut`(said: String) throws {
    let login = try MailPassword(Self.password, of: "jeanne")
    #expect(login.hidden(in: "535 bad \(said)") == "***")
  }

  @Test(arguments: ["p=w", "=", "é"])
  func `is hidden when it is short`(password: String) throws {
    let login = try MailPassword(password, of: "j")
    #expect(login.hidden(in: "535 bad \(password)!") == "***")
    #expect(login.hidden(in: "535 bad \(Base64.encode(Array(password.utf8)))") == "***")
  }

  @Test func `leaves other words as they are`() throws {
    let words = "535 5.7.8 no such password"
    #expect(try MailPassword(Self.password, of: "jeanne").hidden(in: words) == words)
    #expect(try MailPassword("", of: "jeanne").hidden(in: words) == words)
  }
}
