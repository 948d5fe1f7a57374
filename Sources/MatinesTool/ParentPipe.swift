// SPDX-License-Identifier: MIT
import Glibc

/// How the children of `matines serve` learn that it is gone, whatever killed it: their standard
/// input is a pipe whose other end it holds, and nobody writes to.
enum ParentPipe {
  static let option = "--until-stdin-closes"

  /// SIGIO when the other end is closed, which then stops like any other signal to stop.
  static func stopWithInput() {
    StopSignal.listen(to: SIGIO)
    let flags = fcntl(STDIN_FILENO, F_GETFL)
    guard flags >= 0 else { return }
    _ = fcntl(STDIN_FILENO, F_SETOWN, getpid())
    _ = fcntl(STDIN_FILENO, F_SETFL, flags | O_ASYNC)
    // It may have been closed before anybody listened.
    if isClosed { raise(SIGIO) }
  }

  private static var isClosed: Bool {
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&input, 1, 0) > 0
  }
}
