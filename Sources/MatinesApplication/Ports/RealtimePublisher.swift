// SPDX-License-Identifier: MIT
import MatinesDomain

/// What changed for one person, and the counts to be shown from then on.
package struct RealtimeUpdate: Sendable {
  package enum Change: Sendable {
    case created(Notification, title: String, body: String)
    case marked(MarkUpdate)
  }

  package let user: UserID
  package let change: Change
  package let counts: Counts

  package init(user: UserID, change: Change, counts: Counts) {
    self.user = user
    self.change = change
    self.counts = counts
  }

  package init(_ marked: MarkUpdate) {
    self.init(user: marked.user, change: .marked(marked), counts: marked.counts)
  }
}

/// Rings the bell in the back-office, on the person's own private topic.
package protocol RealtimePublisher: Sendable {
  /// Repeats of one update carry the same id.
  func publish(_ update: RealtimeUpdate) -> Begun
  /// The side of the pages; nil where the hub is not known to have one.
  var streams: (any RealtimeStreams)? { get }
}

extension RealtimePublisher {
  package var streams: (any RealtimeStreams)? { nil }
}
