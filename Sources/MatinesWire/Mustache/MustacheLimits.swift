// SPDX-License-Identifier: MIT

/// What one template may cost. Work is counted in steps, so that the answer depends neither on
/// the machine nor on what else it does; the whole of it takes well under 100 ms.
package enum MustacheLimits {
  package static let source = 262_144
  package static let output = 524_288
  package static let includes = 16
  /// Sections in one source.
  static let sections = 64
  /// Sections and includes together while rendering; each is a call within a call.
  static let levels = 160
  static let name = 255
  static let work = 400_000
  /// What a number or a date in the reader's language costs, in steps.
  static let formatting = 100
  /// More are not remembered.
  static let gaps = 32
}
