// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

struct `Verifying a telephone` {
  private let phone: PhoneNumber
  private let house: House
  private let user: UserID

  init() throws {
    phone = try PhoneNumber("+33699887766")
    house = try House()
    user = try house.addJeanne()
  }

  private func verify(_ sender: (any TextSender)? = nil) -> VerifyPhone {
    VerifyPhone(
      store: house.store, hash: PhoneCodes(keys: nil), sender: sender, clock: house.clock,
      randomness: SystemRandomness(), log: house.log, fallbackLocale: .french)
  }

  /// Another code than the right one.
  private func other(than code: VerificationCode) throws -> VerificationCode {
    try VerificationCode(code.text == "000000" ? "000001" : "000000")
  }

  @Test func `takes the code that was sent, once`() throws {
    let verify = verify()
    let code = try verify.start(user, phone)
    #expect(try verify.confirm(user, code) == nil)
    #expect(try house.store.stored(user)?.phone == phone)
    #expect(throws: ApplicationFailure.store(.notFound("verification"))) {
      try verify.confirm(user, code)
    }
  }

  @Test func `counts down five tries, and ends after ten minutes`() throws {
    let verify = verify()
    var code = try verify.start(user, phone)
    for left in [4, 3, 2, 1, 0] {
      #expect(try verify.confirm(user, other(than: code)) == left)
    }
    #expect(throws: ApplicationFailure.self) { try verify.confirm(user, code) }
    code = try verify.start(user, phone)
    house.clock.advance(.seconds(600))
    #expect(throws: ApplicationFailure.store(.notFound("verification"))) {
      try verify.confirm(user, code)
    }
    #expect(try house.store.stored(user)?.phone != phone)
  }

  @Test func `sends one short text of characters every telephone has`() throws {
    for (locale, start) in [("fr", "Votre code"), ("en-GB", "Your")] {
      try house.store.put(User(id: user, locale: LanguageTag(locale)), now: house.clock.now())
      let sender = RecordingSender(.delivered(reference: nil))
      let verify = verify(sender)
      try verify.startAndSend(user, phone)
      let message = try #require(sender.sent.first)
      #expect(message.to == phone)
      #expect(message.text.hasPrefix(start))
      #expect(message.text.count <= 160)
      let gsm =
        "é".unicodeScalars + (0x20...0x5A).compactMap { Unicode.Scalar($0) }
        + (0x61...0x7A).compactMap { Unicode.Scalar($0) }
      #expect(message.text.unicodeScalars.allSatisfy { gsm.contains($0) })
      let digits = message.text.filter(\.isNumber)
      #expect(try verify.confirm(user, VerificationCode(digits)) == nil)
    }
  }

  @Test func `says when the text was not taken, without ever showing the code`() throws {
    let echo = EchoingSender()
    #expect(throws: ApplicationFailure.store(.io("sms: the text was not taken"))) {
      try verify(echo).startAndSend(user, phone)
    }
    let refused = RecordingSender(.misconfigured(why: "provider: 401"))
    #expect(throws: ApplicationFailure.store(.io("sms: provider: 401"))) {
      try verify(refused).startAndSend(user, phone)
    }
    #expect(house.log.lines == ["sms: the text was not taken", "sms: provider: 401"])
    #expect(throws: ApplicationFailure.self) { try verify().startAndSend(user, phone) }
  }

  @Test func `takes no code under another key, nor for another person`() throws {
    let verify = verify()
    let code = try verify.start(user, phone)
    #expect(try self.verify().confirm(user, code) == 4)
    let other = try UserID("43")
    try house.store.put(User(id: other), now: house.clock.now())
    #expect(throws: ApplicationFailure.self) { try verify.confirm(other, code) }
    _ = try verify.start(other, phone)
    _ = try? verify.confirm(other, code)
    #expect(try house.store.stored(other)?.phone == nil)
    #expect(try verify.confirm(user, code) == nil)
  }
}

private final class RecordingSender: TextSender {
  private let outcome: Outcome
  private let taken = Mutex<[TextMessage]>([])

  init(_ outcome: Outcome) { self.outcome = outcome }

  var sent: [TextMessage] { taken.withLock { $0 } }

  func send(_ message: TextMessage) -> Outcome {
    taken.withLock { $0.append(message) }
    return outcome
  }
}

/// A provider whose refusal repeats the whole text.
private struct EchoingSender: TextSender {
  func send(_ message: TextMessage) -> Outcome { .failed(why: "refused: \(message.text)") }
}
