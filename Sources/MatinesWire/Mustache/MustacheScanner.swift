// SPDX-License-Identifier: MIT

/// Cuts a source into tags and pieces of lines.
struct MustacheScanner {
  private let source: [UInt8]
  private var at = 0
  private var opening = Array("{{".utf8)
  private var closing = Array("}}".utf8)
  private var tokens: [MustacheToken] = []

  private init(_ source: [UInt8]) {
    self.source = source
  }

  static func scan(_ source: [UInt8]) throws(MustacheError) -> [MustacheToken] {
    guard source.count <= MustacheLimits.source else {
      throw MustacheError("more than \(MustacheLimits.source) octets", at: 0, in: [])
    }
    if let fault = UTF8Check.firstFault(in: source.span) ?? source.firstIndex(of: 0) {
      throw MustacheError("not UTF-8 text", at: fault, in: source)
    }
    var scanner = MustacheScanner(source)
    try scanner.scan()
    return scanner.tokens
  }

  private mutating func scan() throws(MustacheError) {
    var (start, startsLine) = (0, true)
    while at < source.count {
      if stands(opening, at) {
        text(start, startsLine)
        tokens.append(try tag())
        (start, startsLine) = (at, false)
      } else {
        at += 1
        guard source[at - 1] == UInt8(ascii: "\n") else { continue }
        text(start, startsLine)
        (start, startsLine) = (at, true)
      }
    }
    text(start, startsLine)
  }

  private mutating func text(_ start: Int, _ startsLine: Bool) {
    if start < at { tokens.append(MustacheToken(.text, start..<at, startsLine: startsLine)) }
  }

  private mutating func tag() throws(MustacheError) -> MustacheToken {
    let start = at
    var content = at + opening.count
    while content < source.count, MustacheText.isSpace(source[content]) { content += 1 }
    let kind = kind(content)
    if kind != .value { content += 1 }
    var end = closing
    if kind == .raw, source[content - 1] == UInt8(ascii: "{") { end = Array("}".utf8) + end }
    if kind == .delimiters { end = Array("=".utf8) + end }
    guard let stop = position(of: end, from: content) else {
      throw fault("a tag that does not end", start)
    }
    at = stop + end.count
    let name = MustacheText.trimmed(content..<stop, in: source)
    switch kind {
    case .comment: break
    case .delimiters: try setDelimiters(name, start)
    default: try check(name, start)
    }
    return MustacheToken(kind, start..<at, name: name)
  }

  private func kind(_ at: Int) -> MustacheToken.Kind {
    guard at < source.count else { return .value }
    return switch source[at] {
    case UInt8(ascii: "!"): .comment
    case UInt8(ascii: "="): .delimiters
    case UInt8(ascii: "#"): .section
    case UInt8(ascii: "^"): .inverted
    case UInt8(ascii: "/"): .close
    case UInt8(ascii: ">"): .partial
    case UInt8(ascii: "<"): .parent
    case UInt8(ascii: "$"): .block
    case UInt8(ascii: "&"), UInt8(ascii: "{"): .raw
    default: .value
    }
  }

  private func check(_ name: Range<Int>, _ start: Int) throws(MustacheError) {
    guard !name.isEmpty else { throw fault("a tag without a name", start) }
    guard name.count <= MustacheLimits.name else {
      throw fault("a name of more than \(MustacheLimits.name) octets", start)
    }
    guard !source[name].contains(where: MustacheText.isSpace) else {
      throw fault("a name with white space in it", start)
    }
  }

  private mutating func setDelimiters(
    _ content: Range<Int>, _ start: Int
  ) throws(MustacheError) {
    let parts = source[content].split(whereSeparator: MustacheText.isSpace)
    guard parts.count == 2, parts.allSatisfy({ $0.count <= 16 && !$0.contains(UInt8(ascii: "=")) })
    else { throw fault("new delimiters are two, without = in them", start) }
    opening = Array(parts[0])
    closing = Array(parts[1])
  }

  private func stands(_ octets: [UInt8], _ at: Int) -> Bool {
    guard source[at] == octets[0], at + octets.count <= source.count else { return false }
    return source[at..<at + octets.count].elementsEqual(octets)
  }

  private func position(of octets: [UInt8], from start: Int) -> Int? {
    var at = start
    while at < source.count {
      if stands(octets, at) { return at }
      at += 1
    }
    return nil
  }

  private func fault(_ reason: String, _ at: Int) -> MustacheError {
    MustacheError(reason, at: at, in: source)
  }
}

enum MustacheText {
  static func isSpace(_ octet: UInt8) -> Bool {
    octet == 0x20 || octet == 0x0A || octet == 0x09 || octet == 0x0D
  }

  static func trimmed(_ range: Range<Int>, in source: [UInt8]) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(source[start]) { start += 1 }
    while end > start, isSpace(source[end - 1]) { end -= 1 }
    return start..<end
  }
}
