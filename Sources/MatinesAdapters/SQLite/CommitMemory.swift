// SPDX-License-Identifier: MIT
import CSQLite
import MatinesApplication
import MatinesDomain

/// What the last accepted event found out about the file. It holds for as long as nobody, this
/// connection included, has committed anything else: inside a transaction SQLite's data version
/// says so, and costs no statement. Where one process emits alone, this spares it five searches.
struct CommitMemory {
  /// Of the file as this was true of it.
  private var version: UInt32 = 0
  private var isOpen = false
  /// Numbers of notifications and of deliveries; nil and 0 where there are none.
  typealias Highest = (notification: Int64?, delivery: Int64)
  var highest: Highest?
  /// No event is staged or scheduled.
  var isStagingEmpty: Bool?
  private var roles: [(name: RoleName, isHeld: Bool)] = []
  private var domains: [(name: DomainName, isHeld: Bool)] = []
  /// More would take longer to look through than the store.
  private static let limit = 8

  /// At the beginning of a transaction that tells it what it changes, with its view of the file;
  /// 0 is a view that has no version.
  mutating func open(at now: UInt32) {
    if version != now || now == 0 { self = CommitMemory() }
    isOpen = true
  }

  /// When a transaction has been committed. One that told it nothing leaves it out of date.
  mutating func close(at now: UInt32) {
    if isOpen { (version, isOpen) = (now, false) }
  }

  /// Whether anybody has it; nil when that is not known.
  func isHeld(_ role: RoleName) -> Bool? { roles.first { $0.name == role }?.isHeld }
  func isHeld(_ domain: DomainName) -> Bool? { domains.first { $0.name == domain }?.isHeld }

  mutating func note(_ role: RoleName, isHeld: Bool) {
    if roles.count < Self.limit { roles.append((role, isHeld)) }
  }

  mutating func note(_ domain: DomainName, isHeld: Bool) {
    if domains.count < Self.limit { domains.append((domain, isHeld)) }
  }

  /// The people that an event brings along may hold anything.
  mutating func forgetHolders() { (roles, domains) = ([], []) }
}
