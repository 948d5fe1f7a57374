// SPDX-License-Identifier: MIT
import Glibc
import MatinesWire

/// Files of `Tests/Fixtures`.
enum Vectors {
  struct Unreadable: Error {
    let name: String
  }

  /// Some cases hold U+0000, which our parser rightly refuses; it travels as this.
  private static let nulMark = "\u{E000}"

  static func load(_ name: String) throws -> JSONObject {
    let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    guard let file = fopen("/\(tests)/Fixtures/\(name)", "rb") else {
      throw Unreadable(name: name)
    }
    defer { fclose(file) }
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let read = fread(&buffer, 1, buffer.count, file), read > 0 {
      octets.append(contentsOf: buffer[..<read])
    }
    let text = replace("\\u0000", by: "\\uE000", in: String(decoding: octets, as: UTF8.self))
    guard let object = try JSON.parse(text, limits: .document).asObject else {
      throw Unreadable(name: name)
    }
    return object
  }

  static func objects(_ name: String, _ member: String) throws -> [JSONObject] {
    let list = try load(name)[member]?.asArray ?? []
    if list.isEmpty { throw Unreadable(name: "\(name): \(member)") }
    return list.compactMap(\.asObject)
  }

  static func text(_ value: JSON?) -> String {
    replace(nulMark, by: "\u{0}", in: value?.asString ?? "")
  }

  private static func replace(_ part: String, by other: String, in text: String) -> String {
    var result: [UInt8] = []
    var rest = Array(text.utf8)[...]
    let wanted = Array(part.utf8)
    while let octet = rest.first {
      if rest.starts(with: wanted) {
        result += other.utf8
        rest = rest.dropFirst(wanted.count)
      } else {
        result.append(octet)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
