// SPDX-License-Identifier: MIT
import MatinesDomain

/// Why a store refused. Nothing was written.
package enum StoreFailure: Error, Equatable, Sendable {
  /// Of the store as a whole, whatever it was asked.
  var isOfStore: Bool {
    switch self {
    case .unknownUser, .notFound, .conflict: false
    default: true
    }
  }

  case unknownUser(UserID)
  case notFound(String)
  /// The key was used with other content, or the opposite was already decided.
  case conflict(String)
  /// Locked for longer than the busy time.
  case busy
  case full(String)
  case io(String)
  case permission(String)
  /// Made by a newer release.
  case version(String)
  /// What is stored contradicts itself.
  case damaged(String)
}
