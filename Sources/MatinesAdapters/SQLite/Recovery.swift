// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func recover(
    now: Instant, boot: BootTime, crashes: Int, atMostOnce: [ChannelName]
  ) throws(StoreFailure) -> Int {
    // Nearly always nothing is over, and then nothing is locked.
    let over = try look { (connection) throws(StoreFailure) in
      try connection.overdueLease(boot) != nil
    }
    guard over else { return 0 }
    return try write { (connection) throws(StoreFailure) in
      var recovered = 0
      while recovered < RecoveredRow.batch, let lease = try connection.overdueLease(boot) {
        for id in lease.members {
          guard let held = try connection.recoverable(id, lease.id) else { continue }
          let outcome = RecoveredRow(
            channel: held.channel, begun: held.begun, crashes: held.crashes + 1, limit: crashes,
            atMostOnce: atMostOnce)
          try connection.write(outcome, id, crashes: held.crashes + 1, now: now)
          // An earlier try was charged, and nobody took it.
          if outcome.state == .failed, !held.begun { try connection.takeBack(id) }
          recovered += 1
        }
        try connection.delete(lease: lease.id)
      }
      return recovered
    }
  }
}

private struct OverdueLease {
  let id: Int64
  let members: [Int64]
}

private struct Recoverable {
  let channel: ChannelName
  let begun: Bool
  let crashes: Int
}

extension Connection {
  /// Over when its time has passed, or with the machine's start it belongs to.
  fileprivate func overdueLease(_ boot: BootTime) throws(StoreFailure) -> OverdueLease? {
    var query = try query(
      """
      SELECT id, members FROM lease WHERE boot <> ?1 OR deadline <= ?2 ORDER BY id LIMIT 1
      """)
    query.bind(1, boot.id)
    query.bind(2, boot.milliseconds)
    guard try query.step() else { return nil }
    guard let members = NumberList.read(query.blob(1)) else { throw query.damaged() }
    return OverdueLease(id: query.integer(0), members: members)
  }

  fileprivate func recoverable(
    _ id: Int64, _ lease: Int64
  ) throws(StoreFailure) -> Recoverable? {
    var query = try query(
      """
      SELECT channel, begun, crashes FROM delivery WHERE id = ?1 AND lease = ?2 AND state = 2
      """)
    query.bind(1, id)
    query.bind(2, lease)
    guard try query.step() else { return nil }
    return Recoverable(
      channel: try query.name(0), begun: query.integer(1) != 0, crashes: try query.small(2))
  }

  fileprivate func write(
    _ row: RecoveredRow, _ id: Int64, crashes: Int, now: Instant
  ) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE delivery SET state = ?2, note = ?3, crashes = ?4, settled = ?5, lease = NULL,
        begun = 0 WHERE id = ?1
      """)
    query.bind(1, id)
    query.bind(2, Int64(row.state.rawValue))
    query.bind(3, row.note)
    query.bind(4, Int64(crashes))
    query.bind(5, row.state == .ready ? nil : now)
    try query.run()
  }
}
