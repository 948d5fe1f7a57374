// SPDX-License-Identifier: MIT

/// How loud a notification is; the order is the order of urgency.
package enum Severity: Int, CaseIterable, Comparable, Sendable {
  case info = 0
  case success = 1
  case warning = 2
  case error = 3

  package init(_ text: String, field: String = "severity") throws(InvalidValue) {
    guard let found = Self.allCases.first(where: { $0.name == text }) else {
      throw InvalidValue(field, .malformed("not one of info, success, warning, error"))
    }
    self = found
  }

  package var name: String {
    switch self {
    case .info: "info"
    case .success: "success"
    case .warning: "warning"
    case .error: "error"
    }
  }

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rawValue < right.rawValue
  }
}
