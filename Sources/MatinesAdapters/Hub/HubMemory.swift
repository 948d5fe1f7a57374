// SPDX-License-Identifier: MIT
import MatinesDomain

/// What a hub remembers, in memory and in its journal.
final class HubMemory {
  private(set) var history: HubHistory
  private(set) var revocations: HubRevocations
  private let journal: HubJournal?
  private let complain: (String) -> Void
  /// The disk did not take the last record.
  private(set) var isFull = false

  /// Without a journal's path it remembers until it ends.
  init(
    _ settings: HubSettings, journal path: String?, now: Instant,
    complain: @escaping (String) -> Void
  ) throws(OpenFailure) {
    self.complain = complain
    history = HubHistory(limit: settings.history, octetLimit: settings.historyOctets)
    revocations = HubRevocations(tokenLifeSeconds: settings.tokenLifeSeconds)
    guard let path else {
      journal = nil
      return
    }
    let journal = try HubJournal(
      path: path, limit: settings.history, octetLimit: settings.historyOctets)
    self.journal = journal
    let isWhole = try journal.load { take($0) }
    revocations.forget(before: now)
    if !isWhole { complain("hub: \(path): the end was cut short, and is left out") }
  }

  private func take(_ record: HubRecord) {
    switch record {
    case .update(let id, let topic, let frame):
      history.append(id: id, topic: topic, frame: frame, isWritten: true)
    case .revocation(let topic, let moment):
      _ = revocations.revoke(topic, at: Instant(milliseconds: moment))
    }
  }

  /// The same update published again: its publisher did not read our answer.
  func repeated(_ update: HubUpdate) -> HubEvent? {
    guard update.isNamed, let known = history.find(update.id, in: update.topic),
      known.frame == update.frame
    else { return nil }
    return known
  }

  /// Into the history; `isWritten` of the answer says whether it will survive us.
  func add(_ update: HubUpdate) -> HubEvent {
    let isWritten = write(update)
    return history.append(
      id: update.id, topic: update.topic, frame: update.frame, isWritten: isWritten)
  }

  /// Once more, for an update that could not be written the first time.
  func writeAgain(_ event: HubEvent, _ update: HubUpdate) -> Bool {
    guard write(update) else { return false }
    history.hasWritten(event.number)
    return true
  }

  private func write(_ update: HubUpdate) -> Bool {
    write(.update(id: update.id, topic: update.topic, frame: update.frame))
  }

  /// False where it is known to this process only. Throws when there is no room to remember it.
  func revoke(_ topic: HubTopic, at now: Instant) throws(HubRefusal) -> Bool {
    guard revocations.revoke(topic, at: now) else {
      throw HubRefusal(503, "too many topics were closed of late", retryAfter: 60)
    }
    return write(.revocation(topic: topic, moment: now.milliseconds))
  }

  func forget(before now: Instant) { revocations.forget(before: now) }

  private func write(_ record: HubRecord) -> Bool {
    guard let journal else { return true }
    let fault = journal.append(record) {
      revocations.moments.map { .revocation(topic: $0.key, moment: $0.value) }
    }
    if let fault, !isFull {
      complain(
        "hub: journal: \(fault.words); updates reach open streams, are answered 507 and would "
          + "not survive a restart")
    } else if fault == nil, isFull {
      complain("hub: journal: writes again")
    }
    isFull = fault != nil
    return fault == nil
  }
}
