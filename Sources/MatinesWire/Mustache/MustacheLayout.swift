// SPDX-License-Identifier: MIT

/// White space: which lines a tag has for itself, and how what comes in its place is indented.
///
/// A block's content loses its own indentation where it is written and gets that of the place
/// where it is shown.
struct MustacheLayout {
  private let source: [UInt8]
  private(set) var tokens: [MustacheToken]

  static func lay(_ tokens: [MustacheToken], of source: [UInt8]) -> [MustacheToken] {
    var layout = MustacheLayout(source: source, tokens: tokens)
    for at in tokens.indices { layout.standAlone(at) }
    // Outer blocks come first, and what they take away is gone for the inner ones.
    for at in tokens.indices where tokens[at].kind == .block { layout.reindent(at) }
    return layout.tokens
  }

  private mutating func standAlone(_ at: Int) {
    let token = tokens[at]
    switch token.kind {
    case .text, .value, .raw: return
    case .comment, .delimiters, .section, .inverted, .partial: claimLine(at, at)
    case .parent: claimLine(at, token.partner)
    case .block:
      if token.isArgument {
        if isBlankAfter(at) {
          tokens[at].isStandalone = true
          removeAfter(at)
        }
      } else {
        claimLine(at, at)
        if !tokens[at].isStandalone, isBlankBefore(at), isBlankAfter(token.partner) {
          tokens[at].indentation = spaceBefore(at)
        }
      }
    case .close: close(at, tokens[token.partner])
    }
  }

  private mutating func close(_ at: Int, _ opener: MustacheToken) {
    if opener.kind == .parent { return }
    if opener.isArgument {
      if isBlankBefore(at) { removeBefore(at) }
    } else {
      claimLine(at, at)
    }
  }

  private mutating func claimLine(_ first: Int, _ last: Int) {
    guard isBlankBefore(first), isBlankAfter(last) else { return }
    tokens[first].isStandalone = true
    tokens[first].indentation = spaceBefore(first)
    removeBefore(first)
    removeAfter(last)
  }

  private mutating func reindent(_ at: Int) {
    let token = tokens[at]
    guard token.isStandalone else { return }
    let content = at + 1..<token.partner
    let own = indentation(of: content)
    if !token.isArgument {
      tokens[at].indentation = own ?? token.indentation
    } else if let own, !own.isEmpty {
      for inner in content { dedent(inner, by: own.count) }
    }
  }

  /// That of the first line that holds something.
  private func indentation(of content: Range<Int>) -> Range<Int>? {
    for token in tokens[content] where !token.isRemoved {
      guard token.kind == .text else {
        if token.kind == .close || token.kind == .comment || token.kind == .delimiters { continue }
        let start = token.range.lowerBound
        return token.isStandalone ? token.indentation : start..<start
      }
      if !(isBlank(token) && endsLine(token)) { return leadingSpace(token) }
    }
    return nil
  }

  private mutating func dedent(_ at: Int, by count: Int) {
    let token = tokens[at]
    if token.kind == .text {
      guard token.startsLine, !token.isRemoved else { return }
      let start = token.range.lowerBound + min(count, leadingSpace(token).count)
      tokens[at].range = start..<token.range.upperBound
    } else {
      tokens[at].indentation = token.indentation.dropFirst(count)
    }
  }
}

extension MustacheLayout {
  private func isBlankBefore(_ at: Int) -> Bool {
    guard at > 0 else { return true }
    let before = tokens[at - 1]
    guard before.kind == .text else { return false }
    return endsLine(before) || before.startsLine && isBlank(before)
  }

  private func isBlankAfter(_ at: Int) -> Bool {
    guard at + 1 < tokens.count else { return true }
    let after = tokens[at + 1]
    guard after.kind == .text, isBlank(after) else { return false }
    return endsLine(after) || at + 2 == tokens.count
  }

  private func spaceBefore(_ at: Int) -> Range<Int> {
    guard at > 0, tokens[at - 1].kind == .text, !endsLine(tokens[at - 1]) else { return 0..<0 }
    return tokens[at - 1].range
  }

  private mutating func removeBefore(_ at: Int) {
    if !spaceBefore(at).isEmpty { tokens[at - 1].isRemoved = true }
  }

  private mutating func removeAfter(_ at: Int) {
    if at + 1 < tokens.count { tokens[at + 1].isRemoved = true }
  }

  private func isBlank(_ token: MustacheToken) -> Bool {
    source[token.range].allSatisfy(MustacheText.isSpace)
  }

  private func endsLine(_ token: MustacheToken) -> Bool {
    source[token.range].last == UInt8(ascii: "\n")
  }

  private func leadingSpace(_ token: MustacheToken) -> Range<Int> {
    let spaces = source[token.range].prefix { $0 == 0x20 || $0 == 0x09 }
    return spaces.startIndex..<spaces.endIndex
  }
}
