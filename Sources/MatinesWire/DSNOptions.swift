// SPDX-License-Identifier: MIT

/// The query of a DSN, read as PHP's `parse_str` does: `+` is a space, spaces before a name are
/// dropped, `.`, space and a lone `[` in a name become `_`, a field without a name or with one
/// that starts with `[` is passed over, the last value of a name counts.
enum DSNOptions {
  static func parse(_ query: Substring) throws(DSNError) -> [DSN.Option] {
    var options: [DSN.Option] = []
    for field in query.utf8.split(separator: UInt8(ascii: "&")) {
      let (rawName, rawValue) = DSNParser.split(Substring(field), at: UInt8(ascii: "="))
      let name = try name(rawName)
      guard !name.isEmpty else { continue }
      let value = try DSNParser.decode(rawValue, plusIsSpace: true)
      let option = DSN.Option(
        name: name, value: value, hasPlus: rawValue.utf8.contains(UInt8(ascii: "+")))
      if let at = options.firstIndex(where: { sameOctets($0.name, name) }) {
        options[at] = option
      } else {
        options.append(option)
      }
    }
    return options
  }

  private static func name(_ raw: Substring) throws(DSNError) -> String {
    let decoded = try DSNParser.decode(raw, plusIsSpace: true)
    let name = decoded.utf8.drop { $0 == UInt8(ascii: " ") }
    if name.first == UInt8(ascii: "[") { return "" }
    if let open = name.firstIndex(of: UInt8(ascii: "[")),
      name[open...].contains(UInt8(ascii: "]"))
    {
      throw .list
    }
    let mangled = name.map { octet in
      switch octet {
      case UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: "["): UInt8(ascii: "_")
      default: octet
      }
    }
    return String(decoding: mangled, as: UTF8.self)
  }
}
