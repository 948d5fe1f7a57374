// SPDX-License-Identifier: MIT
import CMatines

/// Counts what held.
struct Checks {
  var passed = 0
  var failed = 0

  mutating func that(_ held: Bool, _ what: String, line: Int = #line) {
    if held {
      passed += 1
    } else {
      failed += 1
      print("line \(line): \(what) (message: \(String(cString: matines_error_message())))")
    }
  }

  mutating func ok(_ status: matines_status, _ what: String, line: Int = #line) {
    that(status == MATINES_OK, "\(what): \(status.rawValue)", line: line)
  }
}
