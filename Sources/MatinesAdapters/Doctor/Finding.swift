// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What the doctor says of one thing.
struct Finding: Sendable {
  enum Level: String, Sendable {
    case ok, warning, error
  }

  /// A name for programs: it stays when the sentence changes.
  let check: String
  let level: Level
  let sentence: Words
  /// What to do; nil where all is well.
  let advice: Words?

  static func ok(_ check: String, _ french: String, _ english: String) -> Finding {
    Finding(check: check, level: .ok, sentence: Words(french, english), advice: nil)
  }

  static func warning(_ check: String, _ sentence: Words, advice: Words) -> Finding {
    Finding(check: check, level: .warning, sentence: sentence, advice: advice)
  }

  static func error(_ check: String, _ sentence: Words, advice: Words) -> Finding {
    Finding(check: check, level: .error, sentence: sentence, advice: advice)
  }
}

/// The same thing said in French and in English.
struct Words: Sendable {
  let french: String
  let english: String

  init(_ french: String, _ english: String) {
    (self.french, self.english) = (french, english)
  }

  /// What neither language changes: a path, a name.
  init(_ same: String) { self.init(same, same) }

  func said(in language: Sentences.Language) -> String {
    let text =
      switch language {
      case .french: french
      case .english: english
      }
    return PlainText.oneLine(text, limit: 1_024)
  }
}
