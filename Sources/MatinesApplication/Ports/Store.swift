// SPDX-License-Identifier: MIT

/// Everything one file of state does.
package protocol Store: NotificationStore, StagingArea, DeliveryQueue, FailedDeliveries, Inbox,
  UserStore, PreferenceStore, SpendingBook, PresenceBook, SessionBook, PolicyStore, Expansions,
  VerificationStore, StalledLadders, RealtimeBook, SuppressionList, Pruning
{
  /// Moves the log into the database when that is worth it; a store without a log does nothing.
  func checkpoint() throws(StoreFailure)
  /// Ends the store's connections. Nothing else may be called after it.
  func close()
}

extension Store {
  package var isStore: Bool { true }
}
