// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Presence of all processes of one user id on one machine, in one table they share. A look makes
/// no system call and waits for nobody.
///
/// A lease ends with a whole second, up to one later than asked, and lasts 200 s at most.
package final class SharedPresence: PresenceBook {
  private let segment: PresenceSegment

  init(_ segment: PresenceSegment) { self.segment = segment }

  /// Pings that found no room since the table was made.
  package var refused: UInt64 { segment.refused }

  package func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    presence(of: person(user, boot), boot)
  }

  package func presence(
    plain user: Span<UInt8>, boot: BootTime
  ) throws(StoreFailure) -> Presence? {
    let hash = user.withUnsafeBytes { personHash(boot).hash($0) }
    return presence(of: segment.table.person(hash), boot)
  }

  private func presence(of person: TabTable.Person, _ boot: BootTime) -> Presence {
    let moment = SharedMoment(boot)
    guard moment.trusts(sweptIn: segment.sweptEpoch) else { return .offline }
    return segment.table.presence(of: person, at: moment.second)
  }

  package func ping(
    _ user: UserID, tab: TabID, session: SessionTag?, visible: Bool, lease: Instant.Span,
    boot: BootTime
  ) throws(StoreFailure) {
    let moment = SharedMoment(boot)
    let flags = LineFlags(epoch: moment.epoch)
    let swept = segment.sweptEpoch
    if swept != moment.epoch {
      // Several may sweep at once; one that is killed leaves it to the next.
      segment.table.sweep(at: moment.second, flags: flags)
      segment.hasSwept(moment.epoch, after: swept)
    }
    let fresh =
      TabWord.tab(tabHash(tab)) | TabWord.session(session) | (visible ? TabWord.visible : 0)
    let person = person(user, boot)
    let ping = TabPing(
      table: segment.table, person: person,
      fresh: person.bits | fresh | moment.end(of: lease), second: moment.second, flags: flags)
    if !ping.run() { throw segment.refuse() }
  }

  package func leave(_ user: UserID, tab: TabID, boot: BootTime) throws(StoreFailure) {
    segment.table.remove(
      person(user, boot), matching: TabWord.tab(tabHash(tab)), of: TabWord.tab)
  }

  package func leave(
    _ user: UserID, session: SessionTag, boot: BootTime
  ) throws(StoreFailure) {
    segment.table.remove(
      person(user, boot), matching: TabWord.session(session), of: TabWord.session)
  }

  /// Under another boot everybody has another hash: what an earlier one left finds nobody.
  private func person(_ user: UserID, _ boot: BootTime) -> TabTable.Person {
    segment.table.person(personHash(boot).hash(user.text))
  }

  private func personHash(_ boot: BootTime) -> SipHash {
    let key = segment.key
    return SipHash(key: (key.0 ^ UInt64(bitPattern: boot.id), key.1))
  }

  private func tabHash(_ tab: TabID) -> UInt64 {
    SipHash(key: (segment.key.1, segment.key.0)).hash(tab.text)
  }
}

/// A moment as the words count it.
struct SharedMoment {
  /// In seconds; longer than any lease, a quarter of what the words can tell apart.
  static let epochLength: UInt64 = 256
  private let milliseconds: Int64
  let second: UInt64

  init(_ boot: BootTime) {
    milliseconds = max(boot.milliseconds, 0)
    second = UInt64(milliseconds) / 1_000
  }

  var epoch: UInt64 { second / Self.epochLength }

  /// What was swept in this epoch or the one before holds nothing that the words tell wrongly; if
  /// nobody has swept since, nobody has pinged since, and all leases are over.
  func trusts(sweptIn swept: UInt64) -> Bool { epoch &- swept &+ 1 <= 2 }

  /// The bits of a lease's last second, rounded up.
  func end(of lease: Instant.Span) -> UInt64 {
    let length = min(lease.milliseconds, Int64(TabWord.longest - 1) * 1_000)
    let (sum, overflow) = milliseconds.addingReportingOverflow(length + 999)
    return (overflow ? second : UInt64(sum) / 1_000) & (TabWord.wrap - 1)
  }
}
