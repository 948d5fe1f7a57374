// SPDX-License-Identifier: MIT

/// Receives what an operator should hear of. The library itself prints nothing.
package protocol Log: Sendable {
  /// `message` is one line of at most 1 KiB, without secrets.
  func write(_ level: LogLevel, _ message: String)
}

package enum LogLevel: Int, Sendable {
  case alarm = 1
  case warning = 2
  case notice = 3
}
