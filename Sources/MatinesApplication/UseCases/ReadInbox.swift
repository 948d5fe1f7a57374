// SPDX-License-Identifier: MIT
import MatinesDomain

/// The notification centre of one person, in their language.
package struct ReadInbox: Sendable {
  package static let pageLimit: Int64 = 100
  private let store: any Store
  private let wording: Wording

  package init(store: any Store, wording: Wording) {
    self.store = store
    self.wording = wording
  }

  package struct Row: Sendable {
    package let row: InboxRow
    package let words: Rendered
  }

  package struct Page: Sendable {
    package let rows: [Row]
    package let next: NotificationID?
  }

  /// A row whose wording is lost still counts and can be marked: it shows its type.
  package func page(
    of id: UserID, _ query: InboxQuery
  ) throws(ApplicationFailure) -> Page {
    let (user, page) = try storing { () throws(StoreFailure) in
      guard let user = try store.stored(id) else { throw .unknownUser(id) }
      return (user, try store.page(of: id, query))
    }
    let rows = page.rows.map { row in
      let words =
        (try? wording.render(row.notification, for: user, on: .realtime))
        ?? Rendered(title: row.notification.type.text, text: "")
      return Row(row: row, words: words)
    }
    return Page(rows: rows, next: page.next)
  }

  package func counts(of user: UserID) throws(ApplicationFailure) -> Counts {
    try storing { () throws(StoreFailure) in
      let counts = try store.counts(of: user)
      // Only somebody who never received anything may be nobody.
      if counts.version == 0, try store.stored(user) == nil { throw .unknownUser(user) }
      return counts
    }
  }
}
