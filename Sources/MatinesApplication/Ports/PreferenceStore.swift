// SPDX-License-Identifier: MIT
import MatinesDomain

/// Keeps what people want.
package protocol PreferenceStore: Sendable {
  /// `unknownUser` for nobody.
  func preferences(of user: UserID) throws(StoreFailure) -> Preferences
  /// Changes them in one transaction, and answers what they are then. A locale and a zone of the
  /// person's own become those of the person's row.
  func adjust(
    _ user: UserID, _ change: (Preferences) -> Preferences
  ) throws(StoreFailure) -> Preferences
}
