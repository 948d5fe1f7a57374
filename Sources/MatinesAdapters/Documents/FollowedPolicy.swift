// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// The policy of a file that may change while the engine is open: it is looked at once a second, by
/// whoever asks for the policy then, and never within a transaction. What is broken or gone changes
/// nothing, and alarms once.
package final class FollowedPolicy: PolicyArchive {
  /// In milliseconds.
  private static let interval: Int64 = 1_000
  private let shelf: PolicyShelf
  private let clock: any Clock
  private let log: any Log
  private let lastLook = Atomic<Int64>(0)
  private let state: Mutex<State>

  private struct State {
    var file: PolicyFile
    var isLooking = false
  }

  package init(_ file: PolicyFile, _ shelf: PolicyShelf, clock: any Clock, log: any Log) {
    self.shelf = shelf
    self.clock = clock
    self.log = log
    state = Mutex(State(file: file))
  }

  package func current() -> (number: Int64, policy: Policy) {
    let now = clock.roughBoot().milliseconds
    let last = lastLook.load(ordering: .relaxed)
    // A clock that a host has set after the engine was opened may be far behind.
    if now < last || now - last >= Self.interval,
      lastLook.compareExchange(expected: last, desired: now, ordering: .relaxed).exchanged
    {
      look()
    }
    return shelf.current()
  }

  package func policy(_ number: Int64) throws(StoreFailure) -> Policy {
    try shelf.policy(number)
  }

  private func look() {
    let known = state.withLock { state -> PolicyFile? in
      if state.isLooking { return nil }
      state.isLooking = true
      return state.file
    }
    guard let known else { return }
    let found = known.lookedAtAgain()
    let isDone = found.identity == known.identity || follow(found)
    state.withLock { state in
      if isDone { state.file = found }
      state.isLooking = false
    }
  }

  /// False when the store could not take it, which may be better in a second.
  private func follow(_ file: PolicyFile) -> Bool {
    let shown = PlainText.oneLine(file.path, limit: 256)
    switch Result(catching: { () throws(OpenFailure) in try file.read() }) {
    case .failure(let failure):
      log.write(.alarm, "\(failure.words); the policy before stays in force")
      return true
    case .success(let document):
      switch Result(catching: { () throws(StoreFailure) in try shelf.change(to: document) }) {
      case .failure:
        log.write(.warning, "policy \(shown): cannot be archived now, and is not in force yet")
        return false
      case .success(let isOther):
        if isOther { log.write(.notice, "policy \(shown): changed, and in force from now on") }
        return true
      }
    }
  }
}
