// SPDX-License-Identifier: MIT

/// Tells waiting workers of any process that something was committed. A lost ring costs one poll.
package protocol WakeUp: Sendable {
  /// Never blocks and never fails.
  func ring()
  /// Where a worker waits; nil when none can be had, and the worker polls.
  func listen() -> (any WakeListener)?
}

package protocol WakeListener: AnyObject, Sendable {
  /// Readable when somebody rang.
  var descriptor: Int32 { get }
  /// Forgets the rings so far.
  func drain()
}
