// SPDX-License-Identifier: MIT

/// Rolls the dice: jitter, worker names. Keys and salts have their own generator.
package protocol Randomness: Sendable {
  /// Uniform over all values.
  func next() -> UInt64
}
