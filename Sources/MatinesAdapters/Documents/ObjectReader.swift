// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Reads one JSON object of a document, naming what is wrong by its path.
struct ObjectReader {
  let object: JSONObject
  let path: String

  /// Unknown members are refused: a misspelt setting must not be silently without effect.
  init(_ value: JSON?, at path: String, members: [String]) throws(InvalidValue) {
    guard let object = value?.asObject else {
      throw InvalidValue(path, value == nil ? .missing : .malformed("not an object"))
    }
    self.object = object
    self.path = path
    for key in object.keys where !members.contains(key) {
      throw InvalidValue(name(PlainText.oneLine(key, limit: 64)), .malformed("unknown member"))
    }
  }

  /// For whoever has looked at the members already.
  init(_ object: JSONObject, at path: String) {
    self.object = object
    self.path = path
  }

  func name(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  /// Absent and null are the same.
  subscript(key: String) -> JSON? {
    guard let value = object[key], !value.isNull else { return nil }
    return value
  }

  func string(_ key: String, limit: Int = .max) throws(InvalidValue) -> String? {
    guard let value = self[key] else { return nil }
    guard let text = value.asString else {
      throw InvalidValue(name(key), .malformed("not a string"))
    }
    guard text.utf8.count <= limit else {
      throw InvalidValue(name(key), .tooLong(octets: limit))
    }
    return text
  }

  func required(_ key: String, limit: Int = .max) throws(InvalidValue) -> String {
    guard let text = try string(key, limit: limit) else {
      throw InvalidValue(name(key), .missing)
    }
    return text
  }

  func integer(_ key: String, in range: ClosedRange<Int64>) throws(InvalidValue) -> Int64? {
    guard let value = self[key] else { return nil }
    guard let number = value.asInt64, range.contains(number) else {
      throw InvalidValue(
        name(key),
        .malformed("not an integer from \(range.lowerBound) to \(range.upperBound)"))
    }
    return number
  }

  func flag(_ key: String) throws(InvalidValue) -> Bool? {
    guard let value = self[key] else { return nil }
    guard let flag = value.asBool else {
      throw InvalidValue(name(key), .malformed("not true or false"))
    }
    return flag
  }

  func duration(_ key: String) throws(InvalidValue) -> Instant.Span? {
    guard let text = try string(key, limit: 64) else { return nil }
    return try Instant.Span(iso8601: text, field: name(key))
  }

  func strings(_ key: String, atMost limit: Int) throws(InvalidValue) -> [String] {
    guard let value = self[key] else { return [] }
    guard let array = value.asArray, array.count <= limit else {
      throw InvalidValue(name(key), .malformed("not an array of at most \(limit) strings"))
    }
    var texts: [String] = []
    for (index, element) in array.enumerated() {
      guard let text = element.asString else {
        throw InvalidValue("\(name(key))[\(index)]", .malformed("not a string"))
      }
      texts.append(text)
    }
    return texts
  }

  func names<Kind>(
    _ key: String, atMost limit: Int = 256, of kind: Kind.Type = Kind.self
  ) throws(InvalidValue) -> [Identifier<Kind>] {
    var names: [Identifier<Kind>] = []
    for (index, text) in try strings(key, atMost: limit).enumerated() {
      names.append(try Identifier<Kind>(text, field: "\(name(key))[\(index)]"))
    }
    return names
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type = Choice.self
  ) throws(InvalidValue) -> Choice? where Choice.RawValue == String {
    guard let text = try string(key, limit: 64) else { return nil }
    return try Self.choice(text, at: name(key))
  }

  static func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, at path: String
  ) throws(InvalidValue) -> Choice where Choice.RawValue == String {
    guard let found = Choice(rawValue: text) else {
      let all = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw InvalidValue(path, .malformed("not one of \(all)"))
    }
    return found
  }
}

extension InvalidValue {
  /// A document that is not JSON, or not strict enough.
  package init(_ field: String, _ error: JSONError, limits: JSONLimits = .data) {
    switch error.problem {
    case .tooLarge: self.init(field, .tooLong(octets: limits.octets))
    default: self.init(field, .malformed(error.description))
    }
  }
}
