// SPDX-License-Identifier: MIT
import MatinesDomain

/// Which rows of an inbox are wanted. What is empty or nil restricts nothing.
package struct InboxFilter: Equatable, Sendable {
  package enum Show: String, CaseIterable, Sendable {
    case inbox, archived, all
  }

  package var show = Show.inbox
  /// Only what is counted as unread, hence nothing archived.
  package var unread = false
  package var types: Set<EventName> = []
  package var severities: Set<Severity> = []
  package var categories: Set<CategoryName> = []
  /// Only what was created then or later.
  package var since: Instant?

  package init() {}

  package func admits(_ severity: Severity, _ marks: Marks) -> Bool {
    admits(marks) && (severities.isEmpty || severities.contains(severity))
  }

  /// Of all it asks, what may change.
  package func admits(_ marks: Marks) -> Bool {
    (!unread || marks.countsAsUnread) && show.includes(archived: marks.archived != nil)
  }

  package func admits(
    _ type: EventName, _ category: CategoryName, created: Instant
  ) -> Bool {
    (types.isEmpty || types.contains(type))
      && (categories.isEmpty || categories.contains(category))
      && (since.map { created >= $0 } ?? true)
  }
}

extension InboxFilter.Show {
  package func includes(archived: Bool) -> Bool {
    switch self {
    case .inbox: !archived
    case .archived: archived
    case .all: true
    }
  }
}

extension Marks {
  /// What is archived counts as read.
  package var countsAsUnread: Bool { read == nil && archived == nil }
}
