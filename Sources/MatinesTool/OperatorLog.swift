// SPDX-License-Identifier: MIT
import CMatines

/// Alarms and warnings of the library on standard error, each with its time.
enum OperatorLog {
  static func attach(to engine: Engine) throws(Failure) {
    var port = matines_log()
    port.size = UInt32(MemoryLayout<matines_log>.size)
    port.write = { _, level, message in OperatorLog.hear(level, message) }
    try engine.call { matines_set_log($0, &port) }
  }

  static func hear(_ level: matines_log_level, _ message: UnsafePointer<CChar>?) {
    guard level != MATINES_LOG_NOTICE, let message else { return }
    let word = level == MATINES_LOG_ALARM ? "alarm" : "warning"
    write("\(word): \(Terminal.clean(String(cString: message)))")
  }

  static func write(_ message: String) {
    Terminal.complain("\(ClockTime.stamp()) \(message)")
  }
}
