// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// The policy of a file that may change while the engine is open: it is looked at once a second, by
/// whoever asks for the policy then, and never within a transaction. What is broken or gone changes
/// nothing, and alarms once.
package final class FollowedPolicy: PolicyArchive {
  private let shelf: PolicyShelf
  private let log: any Log
  private let looking: SecondlyLook
  private let file: Mutex<PolicyFile>

  package init(_ file: PolicyFile, _ shelf: PolicyShelf, clock: any Clock, log: any Log) {
    self.shelf = shelf
    self.log = log
    looking = SecondlyLook(clock)
    self.file = Mutex(file)
  }

  package func current() -> (number: Int64, policy: Policy) {
    looking.whenDue(look)
    return shelf.current()
  }

  package func policy(_ number: Int64) throws(StoreFailure) -> Policy {
    try shelf.policy(number)
  }

  private func look() {
    let known = file.withLock { $0 }
    let found = known.lookedAtAgain()
    guard found.identity != known.identity, follow(found) else { return }
    file.withLock { $0 = found }
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
