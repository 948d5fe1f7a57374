// SPDX-License-Identifier: MIT
import Synchronization

/// What a server of a test has met, from its own thread.
final class Recorded<Value: Sendable>: Sendable {
  private let values = Mutex<[Value]>([])

  /// How many there are with this one.
  @discardableResult
  func add(_ value: Value) -> Int {
    values.withLock { values in
      values.append(value)
      return values.count
    }
  }

  var all: [Value] { values.withLock { $0 } }
  var count: Int { all.count }
}
