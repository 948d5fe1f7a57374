// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A filter of an inbox` {
  @Test(arguments: StoreMaker.allCases)
  func `lets through what it names, newest first`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(12)
      try inbox.mark([1, 2, 3, 10], .read)
      try inbox.mark([4, 8], .archived)
      #expect(try inbox.found { _ in } == [11, 10, 9, 7, 6, 5, 3, 2, 1, 0])
      #expect(try inbox.found { $0.show = .archived } == [8, 4])
      #expect(try inbox.found { $0.show = .all } == Array((0..<12).reversed()))
      #expect(try inbox.found { $0.unread = true } == [11, 9, 7, 6, 5, 0])
      #expect(
        try inbox.found {
          ($0.unread, $0.show) = (true, .all)
        } == [11, 9, 7, 6, 5, 0])
      #expect(
        try inbox.found {
          ($0.unread, $0.show) = (true, .archived)
        }.isEmpty)
      #expect(try inbox.found { $0.severities = [.error] } == [11, 7, 3])
      #expect(try inbox.found { $0.severities = [.error, .info] } == [11, 7, 3, 0])
      #expect(
        try inbox.found {
          ($0.unread, $0.severities) = (true, [.error])
        } == [11, 7])
      #expect(try inbox.found { $0.since = StoreScene.at(9) } == [11, 10, 9])
      #expect(try inbox.found { $0.since = StoreScene.at(12) }.isEmpty)
      #expect(try inbox.found { $0.since = Instant(milliseconds: .max) }.isEmpty)
      #expect(try inbox.found { $0.since = Instant(milliseconds: .min) }.count == 10)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `tells types and categories apart`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(4)
      #expect(try inbox.found { $0.categories = [.role] } == [3, 2, 1, 0])
      #expect(try inbox.found { $0.categories = [try CategoryName("news")] }.isEmpty)
      #expect(try inbox.found { $0.types = [.promotedToMinister] } == [3, 2, 1, 0])
      #expect(try inbox.found { $0.types = [.promotedToSuperAdmin] }.isEmpty)
      #expect(
        try inbox.found {
          ($0.types, $0.categories) = ([.promotedToMinister], [try CategoryName("news")])
        }.isEmpty)
    }
  }

  /// A clock that was set back makes a number of later for a notification of earlier.
  @Test(arguments: StoreMaker.allCases)
  func `goes by the time of the notification`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(2)
      let late = try inbox.scene.emit {
        $0.id = nil
        $0.second = -600
      }.notification
      let page = try store.page(of: inbox.user, InboxQuery(limit: 9))
      #expect(page.rows.first?.notification.id == late)
      #expect(try inbox.found { $0.since = StoreScene.at(0) } == [1, 0])
    }
  }

  /// Behind so many rows the look ends, and the next page begins there.
  @Test(arguments: StoreMaker.allCases)
  func `ends a page early rather than looking for long`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(2_300)
      var pages: [[Int]] = []
      var filter = InboxFilter()
      filter.types = [.promotedToSuperAdmin]
      var query = InboxQuery(limit: 20, filter: filter)
      repeat {
        let page = try store.page(of: inbox.user, query)
        #expect(page.rows.isEmpty)
        query.before = page.next
        pages.append([page.next.flatMap { inbox.ids.firstIndex(of: $0) } ?? -1])
      } while query.before != nil
      #expect(pages == [[1_800], [1_300], [800], [300], [-1]])
      filter = InboxFilter()
      filter.show = .archived
      try inbox.mark([7], .archived)
      let first = try store.page(of: inbox.user, InboxQuery(limit: 20, filter: filter))
      #expect(first.rows.isEmpty)
      #expect(first.next == inbox.ids[300])
      #expect(try inbox.found(20) { $0.show = .archived } == [7])
      try inbox.mark(Array(0..<500), .read)
      filter = InboxFilter()
      filter.unread = true
      _ = try store.markAll(
        filter, upTo: inbox.ids[2_298], of: inbox.user, .read, now: StoreScene.at(10_001))
      try inbox.mark([3], .unread)
      let unread = try store.page(of: inbox.user, InboxQuery(limit: 2, filter: filter))
      #expect(unread.rows.map(\.notification.id) == [inbox.ids[2_299], inbox.ids[3]])
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `is walked through undisturbed by what arrives`(maker: StoreMaker) throws {
    try maker.withStore { store in
      var inbox = try InboxScene(store)
      try inbox.fill(40)
      let before = Array(inbox.ids.reversed())
      var found: [NotificationID] = []
      var query = InboxQuery(limit: 3)
      repeat {
        let page = try store.page(of: inbox.user, query)
        found += page.rows.map(\.notification.id)
        query.before = page.next
        try inbox.fill(5)
      } while query.before != nil
      #expect(found == before)
    }
  }
}
