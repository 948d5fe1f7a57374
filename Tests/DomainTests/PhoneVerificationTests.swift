// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

struct `A verification code` {
  @Test func `is six digits, zeros included`() throws {
    #expect(VerificationCode.draw { 0 }.text == "000000")
    #expect(VerificationCode.draw { 41 }.text == "000041")
    #expect(VerificationCode.draw { 7_000_123_456 }.text == "123456")
    #expect(try VerificationCode("000041").text == "000041")
  }

  @Test(arguments: ["", "12345", "1234567", "12345a", "+12345", " 12345", "١٢٣٤٥٦", "12345\n"])
  func `is refused when it is anything else`(text: String) {
    let refusal = #expect(throws: InvalidValue.self) { try VerificationCode(text) }
    #expect(refusal?.field == "code")
  }

  @Test func `favours no number`() {
    // 2^64 is 551 616 more than a multiple of a million: the words beyond are drawn again.
    var words: [UInt64] = [.max, .max - 551_615, .max - 551_616]
    #expect(VerificationCode.draw { words.removeFirst() }.text == "999999")
    #expect(words.isEmpty)
  }

  @Test func `never shows`() throws {
    let code = try VerificationCode("314159")
    var dumped = ""
    dump(code, to: &dumped)
    #expect(!"\(code) \(String(reflecting: code)) \(dumped)".contains("314159"))
  }
}

struct `The verification of a telephone` {
  private static let start = Instant(milliseconds: 1_800_000_000_000)

  private func digest(_ octet: UInt8) throws -> CodeDigest {
    try CodeDigest([UInt8](repeating: octet, count: 32))
  }

  private func running() throws -> PhoneVerification {
    try PhoneVerification(
      phone: PhoneNumber("+33612345678"), salt: 7, digest: digest(1), started: Self.start)
  }

  @Test func `is confirmed by its code, once`() throws {
    var running = try running()
    let late = Self.start + .seconds(599)
    #expect(
      try running.judge(digest(1), now: late) == .confirmed(PhoneNumber("+33612345678")))
    #expect(try running.judge(digest(1), now: late) == .exhausted)
  }

  @Test func `allows five tries`() throws {
    var running = try running()
    for left in [4, 3, 2, 1] {
      #expect(try running.judge(digest(2), now: Self.start) == .wrong(triesLeft: left))
    }
    var stored = running
    #expect(try running.judge(digest(2), now: Self.start) == .exhausted)
    #expect(try running.judge(digest(1), now: Self.start) == .exhausted)
    #expect(
      try stored.judge(digest(1), now: Self.start) == .confirmed(PhoneNumber("+33612345678")))
  }

  @Test func `expires after ten minutes, whatever the code`() throws {
    var running = try running()
    let end = Self.start + .seconds(600)
    #expect(try running.judge(digest(1), now: end) == .expired)
    #expect(try running.judge(digest(2), now: end) == .expired)
    #expect(running.triesLeft == 5)
  }

  @Test func `outlives a clock set back a little, and ends with one set back far`() throws {
    var running = try running()
    let little = Instant(milliseconds: Self.start.milliseconds - 599_999)
    let far = Instant(milliseconds: Self.start.milliseconds - 600_000)
    #expect(try running.judge(digest(1), now: far) == .expired)
    #expect(try running.judge(digest(1), now: Instant(milliseconds: .min)) == .expired)
    #expect(try running.judge(digest(2), now: little) == .wrong(triesLeft: 4))
    #expect(try running.judge(digest(1), now: .distantFuture) == .expired)
  }

  @Test func `tells every octet of a digest`() throws {
    for at in 0..<CodeDigest.length {
      var octets = [UInt8](repeating: 1, count: 32)
      octets[at] ^= 0x80
      var running = try running()
      #expect(try running.judge(CodeDigest(octets), now: Self.start) == .wrong(triesLeft: 4))
    }
    #expect(throws: InvalidValue.self) { try CodeDigest([UInt8](repeating: 1, count: 31)) }
    #expect(throws: InvalidValue.self) { try CodeDigest([]) }
  }

  @Test func `hashes another message for another person, number, salt or code`() throws {
    let (code, user, phone) = try (
      VerificationCode("314159"), UserID("42"), PhoneNumber("+33612345678")
    )
    let message = { (code, user, phone, salt) in
      PhoneVerification.message(code, user: user, phone: phone, salt: salt)
    }
    let messages = try [
      message(code, user, phone, 7), message(code, user, phone, 8),
      message(code, UserID("43"), phone, 7), message(code, user, PhoneNumber("+33612345679"), 7),
      message(VerificationCode("314150"), user, phone, 7),
      message(code, user, PhoneNumber("+336123456783"), 7),
    ]
    #expect(Set(messages).count == messages.count)
    #expect(message(code, user, phone, 7) == messages.first)
  }

  @Test func `starts five times at once, and then once in twelve minutes`() {
    var mark = Instant(milliseconds: 0)
    var accepted: [Int64] = []
    for minute in Int64(0)..<60 {
      for _ in 0..<6 {
        let now = Self.start + .seconds(minute * 60)
        guard let next = PhoneVerification.nextStart(after: mark, now: now) else { continue }
        mark = next
        accepted.append(minute)
      }
    }
    #expect(accepted == [0, 0, 0, 0, 0, 12, 24, 36, 48])
    let yesterday = Instant(milliseconds: Self.start.milliseconds - 86_400_000)
    #expect(PhoneVerification.nextStart(after: mark, now: yesterday) != nil)
  }
}
