// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// How many members left which lease.
struct LeaseTally {
  private(set) var left: [(lease: Int64, members: Int64)] = []

  /// A batch nearly always belongs to one lease.
  mutating func add(_ lease: Int64) {
    if let index = left.firstIndex(where: { $0.lease == lease }) {
      left[index].members += 1
    } else {
      left.append((lease, 1))
    }
  }
}

extension Connection {
  func insertLease(
    _ lease: Int64, owner: Int64, boot: Int64, deadline: Int64, members: [Int64]
  ) throws(StoreFailure) {
    var query = try query(
      """
      INSERT INTO lease (id, owner, boot, deadline, held, members)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      """)
    query.bind(1, lease)
    query.bind(2, owner)
    query.bind(3, boot)
    query.bind(4, deadline)
    query.bind(5, Int64(members.count))
    query.bind(6, NumberList.write(members))
    try query.run()
  }

  /// A lease ends with its last member.
  func release(_ tally: LeaseTally) throws(StoreFailure) {
    for (lease, members) in tally.left {
      var update = try query("UPDATE lease SET held = held - ?2 WHERE id = ?1 AND held > ?2")
      update.bind(1, lease)
      update.bind(2, members)
      try update.run()
      if changes == 0 { try delete(lease: lease) }
    }
  }

  func delete(lease: Int64) throws(StoreFailure) {
    var query = try query("DELETE FROM lease WHERE id = ?1")
    query.bind(1, lease)
    try query.run()
  }
}

extension SQLiteStore {
  package func extend(
    owner: Int64, by lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> Int {
    try write { (connection) throws(StoreFailure) in
      var query = try connection.query(
        "UPDATE lease SET deadline = max(deadline, ?3) WHERE owner = ?1 AND boot = ?2")
      query.bind(1, owner)
      query.bind(2, boot.id)
      query.bind(3, boot.deadline(after: lease))
      try query.run()
      return connection.changes
    }
  }

  package func extend(
    _ token: DeliveryToken, by lease: Instant.Span, boot: BootTime
  ) throws(StoreFailure) -> Bool {
    try write { (connection) throws(StoreFailure) in
      guard let found = try connection.leaseOf(token) else { return false }
      let deadline = boot.deadline(
        after: lease, noEarlierThan: found.boot == boot.id ? found.deadline : nil)
      if found.held > 1 {
        try connection.split(token, from: found, boot, deadline: deadline)
        return true
      }
      var query = try connection.query("UPDATE lease SET deadline = ?2, boot = ?3 WHERE id = ?1")
      query.bind(1, found.id)
      query.bind(2, deadline)
      query.bind(3, boot.id)
      try query.run()
      return true
    }
  }
}

private struct FoundLease {
  let id: Int64
  let owner: Int64
  let held: Int64
  let boot: Int64
  let deadline: Int64
}

extension Connection {
  fileprivate func leaseOf(_ token: DeliveryToken) throws(StoreFailure) -> FoundLease? {
    var query = try query(
      """
      SELECT l.id, l.owner, l.held, l.boot, l.deadline
      FROM delivery d CROSS JOIN lease l ON l.id = d.lease
      WHERE d.id = ?1 AND d.fence = ?2 AND d.state = 2
      """)
    query.bind(1, token.id)
    query.bind(2, token.fence)
    guard try query.step() else { return nil }
    return FoundLease(
      id: query.integer(0), owner: query.integer(1), held: query.integer(2),
      boot: query.integer(3), deadline: query.integer(4))
  }

  /// One claim of a batch goes on alone, so that its longer time does not become the others'.
  fileprivate func split(
    _ token: DeliveryToken, from lease: FoundLease, _ boot: BootTime, deadline: Int64
  ) throws(StoreFailure) {
    let own = try nextLease()
    try insertLease(
      own, owner: lease.owner, boot: boot.id, deadline: deadline, members: [token.id])
    var query = try query("UPDATE delivery SET lease = ?2 WHERE id = ?1")
    query.bind(1, token.id)
    query.bind(2, own)
    try query.run()
    var tally = LeaseTally()
    tally.add(lease.id)
    try release(tally)
  }
}
