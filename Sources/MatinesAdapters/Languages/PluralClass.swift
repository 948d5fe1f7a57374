// SPDX-License-Identifier: MIT

/// CLDR's classes of numbers, of which a language uses some and always `other`.
package enum PluralClass: String, CaseIterable, Sendable {
  case zero, one, two, few, many, other
}
