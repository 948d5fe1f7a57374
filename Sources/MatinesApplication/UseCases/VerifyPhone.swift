// SPDX-License-Identifier: MIT
import MatinesDomain

/// Whether a telephone is its owner's: a code goes there, and comes back.
package struct VerifyPhone: Sendable {
  private let store: any Store
  private let hash: any CodeHash
  /// Nil where the library sends no text messages itself.
  private let sender: (any TextSender)?
  private let clock: any Clock
  private let randomness: any Randomness
  private let log: any Log
  private let fallbackLocale: LanguageTag

  package init(
    store: any Store, hash: any CodeHash, sender: (any TextSender)?, clock: any Clock,
    randomness: any Randomness, log: any Log, fallbackLocale: LanguageTag
  ) {
    self.store = store
    self.hash = hash
    self.sender = sender
    self.clock = clock
    self.randomness = randomness
    self.log = log
    self.fallbackLocale = fallbackLocale
  }

  /// The code, for whoever sends it; nothing of it is stored but a keyed hash.
  package func start(
    _ user: UserID, _ phone: PhoneNumber
  ) throws(ApplicationFailure) -> VerificationCode {
    let digest = try ready()
    let code = VerificationCode.draw(randomness.next)
    let salt = randomness.next()
    let message = PhoneVerification.message(code, user: user, phone: phone, salt: salt)
    guard let kept = digest(message) else { throw .store(.io("memory ran out")) }
    try storing { () throws(StoreFailure) in
      try store.start(
        PhoneVerification(phone: phone, salt: salt, digest: kept, started: clock.now()),
        for: user)
    }
    return code
  }

  /// Starts, sends the code and waits for the end of that.
  package func startAndSend(
    _ user: UserID, _ phone: PhoneNumber
  ) throws(ApplicationFailure) {
    guard let sender else {
      throw .unsupported("sms: this engine sends none itself; see \"sms\" of matines_open()")
    }
    let code = try start(user, phone)
    let locale = try storing { () throws(StoreFailure) in try store.stored(user)?.locale }
    let text = CodeMessage.text(code, Sentences.Language(locale ?? fallbackLocale))
    let message: TextMessage
    do throws(InvalidValue) {
      message = try TextMessage(
        to: phone, SMSText(text), notification: NotificationID(now: clock.now(), randomness))
    } catch {
      throw .invalid(error)
    }
    try report(storing { () throws(StoreFailure) in try sender.send(message) }, code)
  }

  /// A peer may repeat what it was given: a code stays out of logs and messages.
  private func report(
    _ outcome: Outcome, _ code: VerificationCode
  ) throws(ApplicationFailure) {
    if case .delivered = outcome { return }
    let why = outcome.why ?? ""
    let shown = CodeMessage.holds(code, why) ? "the text was not taken" : PlainText.oneLine(why)
    let isSetting = if case .misconfigured = outcome { true } else { false }
    log.write(isSetting ? .alarm : .warning, "sms: \(shown)")
    throw .store(.io("sms: \(shown)"))
  }

  /// Nil for the right code; else how many tries are left, 0 when that was the last.
  package func confirm(
    _ user: UserID, _ code: VerificationCode
  ) throws(ApplicationFailure) -> Int? {
    let digest = try ready()
    let verdict = try storing { () throws(StoreFailure) in
      try store.judge(user, now: clock.now()) { running in
        digest(
          PhoneVerification.message(
            code, user: user, phone: running.phone, salt: running.salt))
      }
    }
    switch verdict {
    case .confirmed: return nil
    case .wrong(let triesLeft): return triesLeft
    case .exhausted: return 0
    case .expired: throw .store(.notFound("verification"))
    }
  }

  private func ready() throws(ApplicationFailure) -> @Sendable ([UInt8]) -> CodeDigest? {
    do throws(InvalidValue) { return try hash.ready() } catch { throw .invalid(error) }
  }
}

/// The text message that carries a code: one segment, of characters every telephone has (GSM-7).
enum CodeMessage {
  static func text(_ code: VerificationCode, _ language: Sentences.Language) -> String {
    switch language {
    case .french: "Votre code de vérification : \(code.text). Il vaut dix minutes."
    case .english: "Your verification code: \(code.text). It is good for ten minutes."
    }
  }

  /// Whether the text shows the code.
  static func holds(_ code: VerificationCode, _ text: String) -> Bool {
    let digits = Array(code.text.utf8)
    var rest = Array(text.utf8)[...]
    while rest.count >= digits.count {
      if rest.starts(with: digits) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

extension NotificationID {
  /// Of something that is in nobody's inbox (RFC 9562, 5.7).
  init(now: Instant, _ randomness: any Randomness) {
    let time = UInt64(max(0, now.milliseconds)) << 16
    self.init(
      high: time | 0x7000 | randomness.next() & 0xFFF,
      low: 0x8000_0000_0000_0000 | randomness.next() >> 2)
  }
}
