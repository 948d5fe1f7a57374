// SPDX-License-Identifier: MIT

enum JSONToken {
  case beginObject
  case endObject
  case beginArray
  case endArray
  case key(JSONRun)
  case string(JSONRun)
  case number(Range<Int>)
  case bool(Bool)
  case null
  /// The whole document has been read and is valid.
  case end
}

/// Reads a document token by token, without recursion, and refuses it at the first fault.
///
/// Strict RFC 8259, narrowed: no duplicate members, lone surrogates, U+0000 or numbers beyond
/// double precision. The octets must already be known to be UTF-8. Every step takes the same
/// octets, because a stored span would tie the scanner to a lifetime.
struct JSONScanner {
  private enum Expected {
    case value, firstKey, key, firstElement, comma, nothing
  }

  private let limits: JSONLimits
  private let top: JSONTop
  private var expected = Expected.value
  private var keys = JSONKeys()
  private var members = 0
  /// Where the next token is looked for.
  private(set) var position = 0
  /// Where the last token began.
  private(set) var tokenStart = 0
  var depth: Int { keys.depth }

  init(limits: JSONLimits, top: JSONTop) {
    self.limits = limits
    self.top = top
  }

  mutating func next(_ text: Span<UInt8>) throws(JSONError) -> JSONToken {
    if position == 0 { try begin(text) }
    var octet = skipSpace(text)
    if expected == .comma, octet == UInt8(ascii: ",") {
      position += 1
      expected = keys.inObject ? .key : .value
      octet = skipSpace(text)
    }
    tokenStart = position
    guard let octet else {
      guard expected == .nothing else { throw JSONError(.unexpectedEnd, at: position) }
      return .end
    }
    switch expected {
    case .value: return try value(octet, text)
    case .firstElement where octet != UInt8(ascii: "]"): return try value(octet, text)
    case .key: return try key(octet, text)
    case .firstKey where octet != UInt8(ascii: "}"): return try key(octet, text)
    case .firstKey, .firstElement, .comma: return try close(octet, text)
    case .nothing: throw JSONError(.trailingText, at: position)
    }
  }

  private func begin(_ text: Span<UInt8>) throws(JSONError) {
    guard text.count <= limits.octets else { throw JSONError(.tooLarge, at: limits.octets) }
    if text.count >= 3, text[0] == 0xEF, text[1] == 0xBB, text[2] == 0xBF {
      throw JSONError(.byteOrderMark, at: 0)
    }
  }

  private mutating func skipSpace(_ text: Span<UInt8>) -> UInt8? {
    while position < text.count {
      let octet = text[position]
      guard octet == 0x20 || octet == 0x0A || octet == 0x0D || octet == 0x09 else { return octet }
      position += 1
    }
    return nil
  }

  private mutating func value(_ octet: UInt8, _ text: Span<UInt8>) throws(JSONError) -> JSONToken {
    if keys.depth == 0, top == .object, octet != UInt8(ascii: "{") {
      throw JSONError(.notAnObject, at: position)
    }
    switch octet {
    case UInt8(ascii: "\""): return .string(try string(text))
    case UInt8(ascii: "{"): return try open(.beginObject)
    case UInt8(ascii: "["): return try open(.beginArray)
    case UInt8(ascii: "t"): return try literal("true", .bool(true), text)
    case UInt8(ascii: "f"): return try literal("false", .bool(false), text)
    case UInt8(ascii: "n"): return try literal("null", .null, text)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let range = try JSONNumberScan.scan(text, from: position)
      position = range.upperBound
      valueEnded()
      return .number(range)
    default: throw JSONError(.unexpectedCharacter, at: position)
    }
  }

  private mutating func string(_ text: Span<UInt8>) throws(JSONError) -> JSONRun {
    let run = try JSONRun.scan(text, quote: position)
    position = run.end + 1
    valueEnded()
    return run
  }

  private mutating func key(_ octet: UInt8, _ text: Span<UInt8>) throws(JSONError) -> JSONToken {
    guard octet == UInt8(ascii: "\"") else { throw JSONError(.unexpectedCharacter, at: position) }
    guard members < limits.members else { throw JSONError(.tooManyMembers, at: position) }
    members += 1
    let run = try JSONRun.scan(text, quote: position)
    guard length(run, text) <= limits.keyOctets else {
      throw JSONError(.keyTooLong, at: position)
    }
    try keys.add(run, text)
    position = run.end + 1
    let colon = skipSpace(text)
    guard colon == UInt8(ascii: ":") else {
      throw JSONError(colon == nil ? .unexpectedEnd : .unexpectedCharacter, at: position)
    }
    position += 1
    expected = .value
    return .key(run)
  }

  private func length(_ run: JSONRun, _ text: Span<UInt8>) -> Int {
    let raw = run.end - run.start
    return run.escaped && raw > limits.keyOctets ? run.octets(text).count : raw
  }

  private mutating func open(_ token: JSONToken) throws(JSONError) -> JSONToken {
    guard keys.depth < limits.depth else { throw JSONError(.tooDeep, at: position) }
    position += 1
    if case .beginObject = token {
      keys.open(object: true)
      expected = .firstKey
    } else {
      keys.open(object: false)
      expected = .firstElement
    }
    return token
  }

  private mutating func close(_ octet: UInt8, _ text: Span<UInt8>) throws(JSONError) -> JSONToken {
    let object = keys.inObject
    guard octet == (object ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
      throw JSONError(.unexpectedCharacter, at: position)
    }
    try keys.close(text)
    position += 1
    valueEnded()
    return object ? .endObject : .endArray
  }

  private mutating func literal(
    _ word: String, _ token: JSONToken, _ text: Span<UInt8>
  ) throws(JSONError) -> JSONToken {
    for letter in word.utf8 {
      guard position < text.count else { throw JSONError(.unexpectedEnd, at: position) }
      guard text[position] == letter else { throw JSONError(.unexpectedCharacter, at: position) }
      position += 1
    }
    valueEnded()
    return token
  }

  private mutating func valueEnded() {
    expected = keys.depth == 0 ? .nothing : .comma
  }
}
