// SPDX-License-Identifier: MIT
import Glibc

@testable import MatinesWire

/// Files of `Tests/Fixtures`, read with the codec under test.
enum Fixture {
  struct Unreadable: Error {
    let name: String
  }

  static func load(_ name: String) throws -> JSONObject {
    let here = #filePath
    let tests = here.split(separator: "/").dropLast(2).joined(separator: "/")
    guard let file = fopen("/\(tests)/Fixtures/\(name)", "rb") else {
      throw Unreadable(name: name)
    }
    defer { fclose(file) }
    var octets: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let read = fread(&buffer, 1, buffer.count, file), read > 0 {
      octets.append(contentsOf: buffer[..<read])
    }
    guard let object = try JSON.parse(octets, limits: .document).asObject else {
      throw Unreadable(name: name)
    }
    return object
  }

  static func objects(_ name: String, _ member: String) throws -> [JSONObject] {
    let list = try load(name)[member]?.asArray ?? []
    if list.isEmpty { throw Unreadable(name: "\(name): \(member)") }
    return list.compactMap(\.asObject)
  }

  static func strings(_ name: String, _ member: String) throws -> [String] {
    let list = try load(name)[member]?.asArray ?? []
    if list.isEmpty { throw Unreadable(name: "\(name): \(member)") }
    return list.compactMap(\.asString)
  }

  static func octets(hex: String) -> [UInt8] {
    let digits = hex.utf8.compactMap(Hexadecimal.value)
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}

extension JSONObject {
  func text(_ key: String) -> String { self[key]?.asString ?? "" }
}
