// SPDX-License-Identifier: MIT

/// Why the program ends without having done what it was asked.
enum Failure: Error {
  /// The command line makes no sense: exit 2.
  case usage(String)
  /// It made sense and did not work: exit 1.
  case refused(String)

  var message: String {
    switch self {
    case .usage(let message), .refused(let message): message
    }
  }

  var exitCode: Int32 {
    switch self {
    case .usage: 2
    case .refused: 1
    }
  }
}
