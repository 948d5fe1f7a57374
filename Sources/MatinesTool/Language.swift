// SPDX-License-Identifier: MIT
import Glibc

/// What the program speaks: English when LC_ALL, or else LANG, begins with "en"; else French.
enum Language {
  case french, english

  static func ofEnvironment() -> Language {
    for name in ["LC_ALL", "LANG"] {
      guard let value = getenv(name), value.pointee != 0 else { continue }
      return String(cString: value).lowercased().hasPrefix("en") ? .english : .french
    }
    return .french
  }

  var isFrench: Bool { self == .french }

  /// As the header's `locale` arguments want it.
  var tag: String {
    switch self {
    case .french: "fr"
    case .english: "en"
    }
  }

  /// The same thing said in both languages.
  func callAsFunction(_ french: String, _ english: String) -> String {
    switch self {
    case .french: french
    case .english: english
    }
  }
}
