// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// Keeps what an operator should know for hosts that cannot be called: they come for it.
package final class KeptLog: Log {
  package struct Entry: Sendable {
    package let level: LogLevel
    package let time: Instant
    package let message: String
  }

  /// What was written since the last time, and how many older ones had no room.
  package struct Entries: Sendable {
    package let entries: [Entry]
    package let dropped: Int
  }

  private static let room = 256
  private let clock: any Clock
  private let state: Mutex<(entries: [Entry], dropped: Int)> = Mutex(([], 0))

  package init(clock: any Clock) { self.clock = clock }

  package func write(_ level: LogLevel, _ message: String) {
    let line = PlainText.oneLine(message, limit: 1_024)
    let entry = Entry(level: level, time: clock.now(), message: line)
    state.withLock { state in
      if state.entries.count == Self.room {
        state.entries.removeFirst()
        state.dropped += 1
      }
      state.entries.append(entry)
    }
  }

  package func take() -> Entries {
    state.withLock { state in
      defer { state = ([], 0) }
      return Entries(entries: state.entries, dropped: state.dropped)
    }
  }
}
