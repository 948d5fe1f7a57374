// SPDX-License-Identifier: MIT

/// Why a template is refused, and where: lines and columns count from 1, columns in characters.
package struct MustacheError: Error, Equatable, CustomStringConvertible {
  package let line: Int
  package let column: Int
  package let reason: String

  init(_ reason: String, at offset: Int, in source: [UInt8]) {
    var (line, column) = (1, 1)
    for octet in source.prefix(offset) {
      if octet == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if octet & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.line = line
    self.column = column
    self.reason = reason
  }

  package var description: String { "line \(line), column \(column): \(reason)" }
}

/// Why a template that compiled was not rendered to its end; nothing of it is to be used.
package enum MustacheFailure: Error, Equatable, CustomStringConvertible {
  /// Partials, parents, blocks and messages within each other.
  case tooManyIncludes(template: String)
  /// Those and the sections they hold.
  case tooDeep(template: String)
  case outputTooLarge(template: String)
  case tooMuchWork(template: String)

  package var description: String {
    switch self {
    case .tooManyIncludes(let template):
      "\(template): more than \(MustacheLimits.includes) includes within each other"
    case .tooDeep(let template):
      "\(template): more than \(MustacheLimits.levels) sections and includes within each other"
    case .outputTooLarge(let template):
      "\(template): more than \(MustacheLimits.output) octets of output"
    case .tooMuchWork(let template):
      "\(template): more work than a message may cost"
    }
  }
}
