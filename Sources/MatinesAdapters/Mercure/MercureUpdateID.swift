// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The id of an update at the hub: the same for a repeat of one update, different for two.
enum MercureUpdateID {
  static func of(_ change: RealtimeUpdate.Change) -> String {
    switch change {
    case .created(let notification, _, _): created(notification.id)
    case .marked(let update):
      "urn:uuid:\(UUID5.of("\(update.mark.rawValue):\(update.version)", in: update.newest))"
    }
  }

  static func created(_ notification: NotificationID) -> String { "urn:uuid:\(notification)" }
}
