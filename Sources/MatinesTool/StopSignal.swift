// SPDX-License-Identifier: MIT
import Glibc

/// Written by the signal handler only, and of the one type C allows it to write. The program has
/// one thread.
nonisolated(unsafe) private var wasAsked: sig_atomic_t = 0
/// The writing end of a pipe, or -1; set before the handler is.
nonisolated(unsafe) private var bell: Int32 = -1

/// SIGTERM and SIGINT as a question one may ask between two rounds of work, or as a descriptor that
/// becomes readable.
enum StopSignal {
  static func listen() {
    for signal in [SIGTERM, SIGINT] { listen(to: signal) }
  }

  static func listen(to signal: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      wasAsked = 1
      var octet: UInt8 = 1
      if bell >= 0 { _ = write(bell, &octet, 1) }
    }
    sigaction(signal, &action, nil)
  }

  /// The same, and what to wait for.
  static func listening() throws(Failure) -> Int32 {
    let pipe = try Pipe()
    // However many signals come: the handler must not wait.
    _ = fcntl(pipe.writing, F_SETFL, O_NONBLOCK)
    bell = pipe.writing
    listen()
    return pipe.reading
  }

  static var wasReceived: Bool { wasAsked != 0 }
}
