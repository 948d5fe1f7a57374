// SPDX-License-Identifier: MIT

/// A document of the library's. What is missing reads as empty: its documents are well formed.
indirect enum JSONValue {
  case null
  case flag(Bool)
  /// As it was written: the program prints numbers, and counts with whole ones only.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  subscript(_ key: String) -> JSONValue {
    members.first { $0.key == key }?.value ?? .null
  }

  var members: [(key: String, value: JSONValue)] {
    if case .object(let members) = self { members } else { [] }
  }

  var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }

  var text: String {
    switch self {
    case .string(let text), .number(let text): text
    default: ""
    }
  }

  var integer: Int64? {
    if case .number(let text) = self { Int64(text) } else { nil }
  }

  var isTrue: Bool {
    if case .flag(let flag) = self { flag } else { false }
  }
}
