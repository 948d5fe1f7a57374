// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What the end of a request to an SMS provider means for the text. A text is sent at most once: it
/// is tried again only where an answer says that it was not taken, or where it never left.
///
/// | the request                                        | outcome                             |
/// |----------------------------------------------------|-------------------------------------|
/// | did not leave whole                                | later                               |
/// | met no certificate that is good                    | misconfigured                       |
/// | left, and no answer was read, or none that is HTTP | unknown                             |
/// | 2xx, the provider's own success                    | delivered, with the provider's id   |
/// | 2xx, the provider's own refusal                    | what its code says                  |
/// | 2xx, an object with the provider's id, not success | unknown                             |
/// | 2xx, anything else that is whole                   | later                               |
/// | 2xx whose body broke off or is too long; 101       | unknown                             |
/// | 3xx, 401, 403, 404, 407                            | misconfigured                       |
/// | 429                                                | later, by Retry-After               |
/// | other 4xx                                          | what the provider's code says, else |
/// |                                                    | failed                              |
/// | 503; other 5xx with the provider's own refusal     | later, by Retry-After               |
/// | other 5xx, and beyond: a gateway may say it too    | unknown                             |
struct SMSVerdict {
  /// What the provider's own document says of the text.
  enum Word {
    case taken(reference: String?, parts: Int?)
    case refused(Refusal, code: String, said: String)
    /// Something was taken; whether it is this text it does not say.
    case unclear
  }

  enum Refusal {
    /// No text can be sent to this number.
    case gone
    case failed
    /// The account or its sender, not the text.
    case misconfigured
    case later
  }

  private let account: SMSAccount
  private let message: TextMessage
  private let id: String
  private let now: Instant
  private let read: (_ status: Int, _ document: JSONObject) -> Word?

  /// `read` finds the provider's own forms, of success and of refusal; `id` is the member that only
  /// what was taken has.
  init(
    _ account: SMSAccount, _ message: TextMessage, id: String, now: Instant,
    read: @escaping (_ status: Int, _ document: JSONObject) -> Word?
  ) {
    self.account = account
    self.message = message
    self.id = id
    self.now = now
    self.read = read
  }

  func outcome(_ result: TransferResult) -> Outcome {
    switch result {
    case .answered(let answer): outcome(answer)
    case .failed(let failure):
      switch failure.kind {
      case .security, .credentials: .misconfigured(why: failure.why)
      case .unanswered, .garbled: .unknown(why: failure.why)
      case .unreachable, .forbidden, .withdrawn, .reply, .unready:
        .later(why: failure.why, after: nil)
      }
    }
  }

  private func outcome(_ answer: Answer) -> Outcome {
    let word = word(answer)
    let why = why(answer.status, word)
    switch answer.status {
    case ..<200: return .unknown(why: why)
    case 200..<300: return answer.isWhole ? success(word, why) : .unknown(why: why + ", cut off")
    case 300..<400: return .misconfigured(why: why + ", and redirects are not followed")
    case 401, 403, 404, 407: return .misconfigured(why: why)
    case 429, 503: return .later(why: why, after: wait(answer))
    case 500...:
      guard case .refused = word else {
        return .unknown(why: why + ", and not whether the text was taken")
      }
      return .later(why: why, after: wait(answer))
    default:
      guard case .refused(let refusal, _, _) = word else { return .failed(why: why) }
      return outcome(refusal, why)
    }
  }

  private func success(_ word: Word?, _ why: String) -> Outcome {
    switch word {
    case .taken(let reference, let parts): .delivered(reference: reference, parts: parts ?? 0)
    case .refused(let refusal, _, _): outcome(refusal, why)
    case .unclear: .unknown(why: why + ", and not whether it took the text")
    case nil: .later(why: why + " without the provider's own form", after: nil)
    }
  }

  private func outcome(_ refusal: Refusal, _ why: String) -> Outcome {
    switch refusal {
    case .gone: .gone(why: why)
    case .failed: .failed(why: why)
    case .misconfigured: .misconfigured(why: why)
    case .later: .later(why: why, after: nil)
    }
  }

  private func word(_ answer: Answer) -> Word? {
    guard answer.isWhole, let document = (try? JSON.parse(answer.body))?.asObject else {
      return nil
    }
    let word = read(answer.status, document) ?? (hasID(document) ? .unclear : nil)
    guard case .taken(let reference?, let parts) = word else { return word }
    if reference.isEmpty { return nil }
    // An id is stored: nothing that could not be one, and no secret of ours.
    return .taken(reference: isReference(reference) ? reference : nil, parts: parts)
  }

  /// A proxy may have changed the status, or left out a part of the form.
  private func hasID(_ document: JSONObject) -> Bool {
    guard let id = document[id] else { return false }
    return id.asString?.isEmpty == false || id.asArray?.isEmpty == false || id.asInt64 != nil
  }

  private func isReference(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy(PlainText.isNameOctet)
      && !account.hasSecret(in: text)
  }

  private func why(_ status: Int, _ word: Word?) -> String {
    let why = "\(account.peer): answered \(status)"
    guard case .refused(_, let code, let said) = word else { return why }
    let words = [String(code.prefix(64)), said].compactMap { account.quotable($0, about: message) }
    return words.isEmpty ? why : why + ", " + words.joined(separator: ": ")
  }

  private func wait(_ answer: Answer) -> Instant.Span? {
    answer.retryAfter.flatMap { RetryAfter.parse($0, now: now) }
  }
}
