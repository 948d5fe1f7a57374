// SPDX-License-Identifier: MIT
import Glibc

/// Written by the signal handler only, and of the one type C allows it to write. The program has
/// one thread.
nonisolated(unsafe) private var wasAsked: sig_atomic_t = 0

/// SIGTERM and SIGINT as a question one may ask between two rounds of work.
enum StopSignal {
  static func listen() {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in wasAsked = 1 }
    sigaction(SIGTERM, &action, nil)
    sigaction(SIGINT, &action, nil)
  }

  static var wasReceived: Bool { wasAsked != 0 }
}
