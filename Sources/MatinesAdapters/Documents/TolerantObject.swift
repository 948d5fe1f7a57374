// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// What is wrong so far.
final class FaultList {
  private(set) var faults: [InvalidPolicy.Fault] = []

  /// What is beyond the limit is not shown, and need not be found out.
  var isFull: Bool { faults.count >= InvalidPolicy.limit }

  func add(_ fault: InvalidPolicy.Fault) {
    if !isFull { faults.append(fault) }
  }

  func hint(_ name: String, among known: @autoclosure () -> [String]) -> String {
    isFull ? "" : NearestName.hint(name, among: known())
  }

  /// Nil for what is wrong, which is then on the list.
  func noting<Value>(
    hint: String = "", _ read: () throws(InvalidValue) -> Value
  ) -> Value? {
    do throws(InvalidValue) {
      return try read()
    } catch {
      add(InvalidPolicy.Fault(error, hint: hint))
      return nil
    }
  }
}

/// Reads one JSON object and goes on after a mistake: everything wrong is listed at once.
struct TolerantObject {
  private let reader: ObjectReader
  let list: FaultList

  /// Nil, and on the list, when it is no object.
  init?(_ value: JSON, at path: String, members: [String], _ list: FaultList) {
    guard let object = value.asObject else {
      list.add(InvalidPolicy.Fault(path, "not an object"))
      return nil
    }
    for key in object.keys where !members.contains(key) {
      let shown = PlainText.oneLine(key, limit: 64)
      list.add(
        InvalidPolicy.Fault(
          "\(path).\(shown)", "unknown member",
          hint: list.hint(shown, among: members)))
    }
    reader = ObjectReader(object, at: path)
    self.list = list
  }

  func name(_ key: String) -> String { reader.name(key) }

  subscript(key: String) -> JSON? { reader[key] }

  func string(_ key: String) -> String? {
    list.noting { () throws(InvalidValue) in try reader.string(key) } ?? nil
  }

  func flag(_ key: String) -> Bool? {
    list.noting { () throws(InvalidValue) in try reader.flag(key) } ?? nil
  }

  func integer(_ key: String, in range: ClosedRange<Int64>) -> Int? {
    (list.noting { () throws(InvalidValue) in try reader.integer(key, in: range) } ?? nil)
      .map { Int($0) }
  }

  func duration(_ key: String) -> Instant.Span? {
    list.noting { () throws(InvalidValue) in try reader.duration(key) } ?? nil
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type = Choice.self
  ) -> Choice? where Choice.RawValue == String {
    guard let text = string(key) else { return nil }
    let hint = NearestName.hint(text, among: Choice.allCases.map(\.rawValue))
    return list.noting(hint: hint.hasPrefix("did") ? hint : "") { () throws(InvalidValue) in
      try ObjectReader.choice(text, at: reader.name(key))
    }
  }

  /// An identifier; nil when it is absent or wrong.
  func identifier<Kind>(
    _ key: String, of kind: Kind.Type = Kind.self
  ) -> Identifier<Kind>? {
    string(key).flatMap { text in
      list.noting { () throws(InvalidValue) in
        try Identifier<Kind>(text, field: reader.name(key))
      }
    }
  }

  func names<Kind>(
    _ key: String, atMost limit: Int = 256, of kind: Kind.Type = Kind.self
  ) -> [Identifier<Kind>] {
    list.noting { () throws(InvalidValue) in
      try reader.names(key, atMost: limit, of: kind)
    } ?? []
  }

  /// The members of an object inside, with their paths.
  func entries(_ key: String) -> [(key: String, value: JSON, path: String)] {
    guard let value = reader[key] else { return [] }
    guard let object = value.asObject else {
      list.add(InvalidPolicy.Fault(name(key), "not an object"))
      return []
    }
    return object.members.map { member in
      let shown = PlainText.oneLine(member.key, limit: 64)
      return (member.key, member.value, "\(name(key)).\(shown)")
    }
  }
}
