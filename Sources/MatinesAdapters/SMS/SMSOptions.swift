// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What the DSN of any carrier of text messages may say about the texts.
enum SMSOptions {
  private static let names = ["transliterate", "max_parts", "too_long"]

  /// Refuses every option but these and the carrier's own.
  static func refuseOthers(_ dsn: DSN, but own: [String]) throws(InvalidValue) {
    try Registry.refuseOptions("sms", dsn, but: names + own)
  }

  static func rules(_ dsn: DSN) throws(InvalidValue) -> SMSRules {
    // A provider's own options are judged by what makes it; the host has none.
    if dsn.scheme.lowercased() == "host" { try refuseOthers(dsn, but: []) }
    let standard = SMSRules.standard
    return try SMSRules(
      transliterates: transliterates(dsn["transliterate"]) ?? standard.transliterates,
      maxParts: maxParts(dsn["max_parts"]) ?? standard.maxParts,
      tooLong: tooLong(dsn["too_long"]) ?? standard.tooLong, field: "sms.max_parts")
  }

  private static func transliterates(_ text: String?) throws(InvalidValue) -> Bool? {
    switch text {
    case nil: nil
    case "yes": true
    case "no": false
    default: throw InvalidValue("sms.transliterate", .malformed("not yes or no"))
    }
  }

  private static func maxParts(_ text: String?) throws(InvalidValue) -> Int? {
    guard let text else { return nil }
    // Digits alone: Int reads +6 too.
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int(text) else {
      return 0
    }
    return count
  }

  private static func tooLong(_ text: String?) throws(InvalidValue) -> SMSRules.TooLong? {
    guard let text else { return nil }
    guard let known = SMSRules.TooLong(rawValue: text) else {
      throw InvalidValue("sms.too_long", .malformed("not refuse or cut"))
    }
    return known
  }
}

extension TextFitting {
  /// With ICU's letters, which are read when the first text needs them.
  package init(_ rules: SMSRules) { self.init(rules, transliteration: ICUTransliteration()) }
}
