// SPDX-License-Identifier: MIT

/// Why a document is refused and where; it never repeats what the document says.
package struct JSONError: Error, Equatable, CustomStringConvertible {
  package enum Problem: String, Sendable {
    case tooLarge = "document too large"
    case invalidUTF8 = "invalid UTF-8"
    case byteOrderMark = "byte order mark"
    case notAnObject = "not an object"
    case unexpectedEnd = "unexpected end"
    case unexpectedCharacter = "unexpected character"
    case trailingText = "text after the document"
    case tooDeep = "too many levels"
    case tooManyMembers = "too many members"
    case keyTooLong = "member name too long"
    case duplicateMember = "duplicate member"
    case controlCharacter = "control character in a string"
    case badEscape = "unknown escape"
    case loneSurrogate = "lone surrogate"
    case nulCharacter = "character U+0000"
    case badNumber = "malformed number"
    case numberNotFinite = "number out of range"
  }

  /// Octets before the place, from 0.
  package let offset: Int
  package let problem: Problem

  package init(_ problem: Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }

  package var description: String { "\(problem.rawValue) at octet \(offset)" }
}
