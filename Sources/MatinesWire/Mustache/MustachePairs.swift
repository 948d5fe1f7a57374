// SPDX-License-Identifier: MIT

/// Finds the closing tag of each opening one.
enum MustachePairs {
  static func match(
    _ tokens: inout [MustacheToken], in source: [UInt8]
  ) throws(MustacheError) {
    var open: [Int] = []
    for at in tokens.indices {
      let token = tokens[at]
      try requireArgument(token, in: open.last.map { tokens[$0] }, source)
      switch token.kind {
      case .section, .inverted, .parent, .block:
        guard open.count < MustacheLimits.sections else {
          let reason = "more than \(MustacheLimits.sections) sections within each other"
          throw MustacheError(reason, at: token.range.lowerBound, in: source)
        }
        tokens[at].isArgument = open.last.map { tokens[$0].kind == .parent } ?? false
        open.append(at)
      case .close:
        guard let opener = open.popLast() else {
          throw MustacheError("nothing to close", at: token.range.lowerBound, in: source)
        }
        guard source[tokens[opener].name] == source[token.name] else {
          throw mismatch(tokens[opener], token, source)
        }
        tokens[opener].partner = at
        tokens[at].partner = opener
      case .text, .value, .raw, .partial, .comment, .delimiters: break
      }
    }
    if let left = open.last {
      throw MustacheError("never closed", at: tokens[left].range.lowerBound, in: source)
    }
  }

  /// The specification ignores text inside a parent; a tag there would be lost without a word.
  private static func requireArgument(
    _ token: MustacheToken, in holder: MustacheToken?, _ source: [UInt8]
  ) throws(MustacheError) {
    guard let holder, holder.kind == .parent else { return }
    switch token.kind {
    case .text, .block, .close, .comment, .delimiters: return
    case .value, .raw, .section, .inverted, .partial, .parent:
      let reason = "only blocks may stand between a parent's tags"
      throw MustacheError(reason, at: token.range.lowerBound, in: source)
    }
  }

  private static func mismatch(
    _ opener: MustacheToken, _ closer: MustacheToken, _ source: [UInt8]
  ) -> MustacheError {
    let opened = MustacheError("", at: opener.range.lowerBound, in: source)
    let name = String(decoding: source[opener.name], as: UTF8.self)
    return MustacheError(
      "closes another section than \(name) of line \(opened.line)",
      at: closer.range.lowerBound, in: source)
  }
}
