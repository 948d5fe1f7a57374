// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// One person and what they have received.
struct InboxScene {
  static let user = "42"
  let scene: StoreScene
  let user: UserID
  private(set) var ids: [NotificationID] = []

  init(_ store: any Store) throws {
    scene = StoreScene(store: store)
    user = try UserID(Self.user)
    try scene.person(Self.user, pushes: 0)
  }

  var store: any Store { scene.store }

  /// One a second; severities in turn.
  mutating func fill(_ count: Int) throws {
    for _ in 0..<count {
      let index = ids.count
      let receipt = try scene.emit {
        $0.id = nil
        $0.severity = Severity.allCases[index % 4]
        $0.second = Int64(index)
        $0.rungs = [Rung(channel: .email, when: .any, after: .seconds(120), unless: [.seen])]
      }
      ids.append(receipt.notification)
    }
  }

  func mark(_ indices: [Int], _ mark: Mark, at second: Int64 = 10_000) throws {
    _ = try store.mark(
      indices.map { ids[$0] }, of: user, mark, now: StoreScene.at(second))
  }

  func marks(_ index: Int) throws -> Marks {
    try store.history(of: ids[index], for: user).marks
  }

  /// Where in the order of arrival those stand that the filter lets through, page by page.
  func found(_ limit: Int = 3, _ change: (inout InboxFilter) throws -> Void) throws -> [Int] {
    var filter = InboxFilter()
    try change(&filter)
    var found: [Int] = []
    var query = InboxQuery(limit: limit, filter: filter)
    repeat {
      let page = try store.page(of: user, query)
      found += page.rows.compactMap { row in ids.firstIndex(of: row.notification.id) }
      query.before = page.next
    } while query.before != nil
    return found
  }
}
