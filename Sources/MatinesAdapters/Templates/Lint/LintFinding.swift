// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// What is wrong or doubtful in a set of templates, and where.
struct LintFinding: Hashable {
  enum Level: String {
    case error, warning
  }

  /// A name for programs: it stays when the sentences change.
  enum Kind: String {
    case refused, rendering
    case missingPartial = "missing_partial"
    case unusedPartial = "unused_partial"
    case missingLanguage = "missing_language"
    case missingMessage = "missing_message"
    case unknownVariable = "unknown_variable"
    case htmlWithoutText = "html_without_text"
    case raw
    case hostTemplate = "host_template"
    case textParts = "sms_parts"
    case textEncoding = "sms_encoding"
    case value

    var level: Level {
      switch self {
      case .unusedPartial, .raw, .hostTemplate, .textParts, .textEncoding, .value: .warning
      default: .error
      }
    }
  }

  let kind: Kind
  let level: Level
  let file: String
  /// 0: the whole file.
  let line: Int
  let french: String
  let english: String

  init(_ kind: Kind, _ file: String, line: Int = 0, level: Level? = nil, _ words: Words) {
    self.kind = kind
    self.level = level ?? kind.level
    self.file = file
    self.line = line
    french = words.said(in: .french)
    english = words.said(in: .english)
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("level", level.rawValue)
    writer.member("kind", kind.rawValue)
    writer.member("file", PlainText.oneLine(file, limit: 256))
    if line > 0 { writer.member("line", Int64(line)) } else { writer.null("line") }
    writer.member("fr", french)
    writer.member("en", english)
    writer.endObject()
  }
}
