// SPDX-License-Identifier: MIT

/// A value from outside that was refused: which one, and why. It never repeats the value, which
/// may be a secret or a megabyte.
package struct InvalidValue: Error, Equatable, Sendable {
  package enum Problem: Equatable, Sendable {
    case missing
    case empty
    case tooLong(octets: Int)
    case notText
    case malformed(String)
  }

  package let field: String
  package let problem: Problem

  package init(_ field: String, _ problem: Problem) {
    self.field = field
    self.problem = problem
  }

  package var description: String { "\(field): \(reason)" }

  package var reason: String {
    switch problem {
    case .missing: "missing"
    case .empty: "empty"
    case .tooLong(let octets): "longer than \(octets) octets"
    case .notText: "contains control or format characters"
    case .malformed(let why): why
    }
  }
}
