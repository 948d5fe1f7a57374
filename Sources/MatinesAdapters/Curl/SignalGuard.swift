// SPDX-License-Identifier: MIT
import Glibc

/// Keeps network work from raising signals in the host. The TLS library writes without
/// MSG_NOSIGNAL, so a peer that left raises SIGPIPE, which would end a process that did not ask.
enum SignalGuard {
  /// Runs with SIGPIPE blocked in this thread; one raised meanwhile is consumed before the mask of
  /// the caller is restored. One that was pending before is the caller's, and stays.
  static func withoutPipeSignal<Result>(_ work: () -> Result) -> Result {
    var pipe = sigset_t()
    var before = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    let wasPending = isPipePending()
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    defer {
      if !wasPending, isPipePending() { consume(&pipe) }
      // libcurl ignores the signal while it closes connections, which discards a pending one.
      if wasPending, !isPipePending() { raise(SIGPIPE) }
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    return work()
  }

  /// Runs with every signal blocked: a thread started meanwhile (the resolver's) inherits the mask
  /// and never receives what is meant for the host.
  static func withoutSignals<Result>(_ work: () -> Result) -> Result {
    var all = sigset_t()
    var before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_BLOCK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return work()
  }

  private static func isPipePending() -> Bool {
    var pending = sigset_t()
    sigemptyset(&pending)
    sigpending(&pending)
    return sigismember(&pending, SIGPIPE) == 1
  }

  private static func consume(_ pipe: inout sigset_t) {
    var none = timespec(tv_sec: 0, tv_nsec: 0)
    while sigtimedwait(&pipe, nil, &none) == -1, errno == EINTR {}
  }
}
