// SPDX-License-Identifier: MIT

/// A tag, or a piece of text that ends with its line at the latest.
struct MustacheToken {
  enum Kind {
    case text
    case value
    case raw
    case section
    case inverted
    case close
    case partial
    case parent
    case block
    case comment
    case delimiters
  }

  let kind: Kind
  /// Where it stands in the source, delimiters included.
  var range: Range<Int>
  /// What it names, without the white space around it.
  let name: Range<Int>

  /// Text: nothing stands before it on its line.
  let startsLine: Bool
  /// Text beside a tag that has its lines for itself: not part of the template.
  var isRemoved = false

  /// A tag that opens: its closing tag.
  var partner = 0
  /// A block directly inside a parent: what it holds replaces the parent's own.
  var isArgument = false
  /// The lines of the tag hold nothing else.
  var isStandalone = false
  /// White space for each line of what comes in the tag's place.
  var indentation = 0..<0

  init(_ kind: Kind, _ range: Range<Int>, name: Range<Int> = 0..<0, startsLine: Bool = false) {
    self.kind = kind
    self.range = range
    self.name = name
    self.startsLine = startsLine
  }
}
