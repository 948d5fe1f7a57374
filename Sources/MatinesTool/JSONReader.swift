// SPDX-License-Identifier: MIT

/// Reads RFC 8259. The documents come from the library, so nothing but their form is checked.
struct JSONReader {
  private var rest: ArraySlice<UInt8>

  static func read(_ text: String) throws(Failure) -> JSONValue {
    var reader = JSONReader(rest: Array(text.utf8)[...])
    guard let value = reader.value(depth: 0) else {
      throw .refused("the library's document is not JSON")
    }
    return value
  }

  /// The library nests at most 32 deep; the bound keeps the stack's size out of the question.
  private mutating func value(depth: Int) -> JSONValue? {
    guard depth < 64 else { return nil }
    switch next() {
    case UInt8(ascii: "{"): return object(depth)
    case UInt8(ascii: "["): return array(depth)
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case nil: return nil
    default: return word()
    }
  }

  private mutating func object(_ depth: Int) -> JSONValue? {
    var members: [(key: String, value: JSONValue)] = []
    rest.removeFirst()
    while let octet = next(), octet != UInt8(ascii: "}") {
      guard octet == UInt8(ascii: "\""), let key = string(), next() == UInt8(ascii: ":")
      else { return nil }
      rest.removeFirst()
      guard let value = value(depth: depth + 1) else { return nil }
      members.append((key, value))
      if next() == UInt8(ascii: ",") { rest.removeFirst() }
    }
    return rest.popFirst() == nil ? nil : .object(members)
  }

  private mutating func array(_ depth: Int) -> JSONValue? {
    var elements: [JSONValue] = []
    rest.removeFirst()
    while let octet = next(), octet != UInt8(ascii: "]") {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
      if next() == UInt8(ascii: ",") { rest.removeFirst() }
    }
    return rest.popFirst() == nil ? nil : .array(elements)
  }

  private mutating func word() -> JSONValue? {
    let end = rest.firstIndex { ",]} \n\r\t".utf8.contains($0) } ?? rest.endIndex
    let word = String(decoding: rest[..<end], as: UTF8.self)
    rest = rest[end...]
    switch word {
    case "null": return .null
    case "true": return .flag(true)
    case "false": return .flag(false)
    default: return word.isEmpty ? nil : .number(word)
    }
  }

  private mutating func string() -> String? {
    var units: [UInt8] = []
    rest.removeFirst()
    while let octet = rest.popFirst() {
      switch octet {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = escape() else { return nil }
        units += escaped
      default: units.append(octet)
      }
    }
    return nil
  }

  private mutating func escape() -> [UInt8]? {
    guard let letter = rest.popFirst() else { return nil }
    switch letter {
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "u"): return scalar().map { Array(String($0).utf8) }
    default: return [letter]
    }
  }

  /// Four hexadecimal digits, or eight around the `\u` of a surrogate pair.
  private mutating func scalar() -> Unicode.Scalar? {
    guard let first = hexadecimal() else { return nil }
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
    guard rest.starts(with: "\\u".utf8) else { return nil }
    rest = rest.dropFirst(2)
    guard let second = hexadecimal(), (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private mutating func hexadecimal() -> UInt32? {
    let digits = rest.prefix(4)
    guard digits.count == 4 else { return nil }
    rest = rest.dropFirst(4)
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// The first octet that is not white space, which stays.
  private mutating func next() -> UInt8? {
    rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return rest.first
  }
}
