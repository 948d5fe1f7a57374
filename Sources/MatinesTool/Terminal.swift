// SPDX-License-Identifier: MIT
import Glibc

/// Standard output and standard error.
struct Terminal {
  private let isRich: Bool

  init() {
    let term = getenv("TERM").map { String(cString: $0) } ?? "dumb"
    isRich = isatty(STDOUT_FILENO) == 1 && term != "dumb" && getenv("NO_COLOR") == nil
  }

  /// Heavier on a terminal, unchanged in a pipe.
  func heading(_ text: String) -> String { isRich ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  func print(_ line: String = "") throws(Failure) {
    guard Self.write(line + "\n", to: STDOUT_FILENO) else {
      throw .refused("stdout: \(String(cString: strerror(errno)))")
    }
  }

  /// What the operator must read even when the output is a pipe.
  static func complain(_ line: String) {
    _ = write("matines: \(line)\n", to: STDERR_FILENO)
  }

  /// Text from elsewhere on one line, without anything that would drive the terminal.
  static func clean(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalars.append(" ")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else { return false }
      rest = rest.dropFirst(written)
    }
    return true
  }
}
