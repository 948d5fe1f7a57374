// SPDX-License-Identifier: MIT
import Glibc
import Testing

@testable import MatinesAdapters

struct `Signals` {
  private func mask() -> [Bool] {
    var mask = sigset_t()
    pthread_sigmask(SIG_BLOCK, nil, &mask)
    return (1..<65).map { sigismember(&mask, $0) == 1 }
  }

  @Test func `of broken pipes are consumed, and the mask is as before`() {
    let before = mask()
    // Unblocked and with its default action, one SIGPIPE would end this process.
    SignalGuard.withoutPipeSignal { _ = pthread_kill(pthread_self(), SIGPIPE) }
    #expect(mask() == before)
    var pending = sigset_t()
    sigpending(&pending)
    #expect(sigismember(&pending, SIGPIPE) == 0)
  }

  @Test func `that were pending before stay pending`() {
    let thread = ScriptedThread {
      var pipe = sigset_t()
      sigemptyset(&pipe)
      sigaddset(&pipe, SIGPIPE)
      pthread_sigmask(SIG_BLOCK, &pipe, nil)
      pthread_kill(pthread_self(), SIGPIPE)
      SignalGuard.withoutPipeSignal {}
      var pending = sigset_t()
      sigpending(&pending)
      #expect(sigismember(&pending, SIGPIPE) == 1)
      var none = timespec()
      sigtimedwait(&pipe, nil, &none)
    }
    thread.join()
  }

  @Test func `are all blocked while a thread may start`() {
    let before = mask()
    SignalGuard.withoutSignals { #expect(mask()[Int(SIGALRM) - 1] && mask()[Int(SIGCHLD) - 1]) }
    #expect(mask() == before)
  }
}
