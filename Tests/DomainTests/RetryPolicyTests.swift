// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

struct `The retry policy` {
  private let policy = RetryPolicy()
  private let now = Instant(milliseconds: 1_000_000)

  private func attempt(
    _ number: Int, chance: UInt64 = .max, expires: Instant = .distantFuture,
    atMostOnce: Bool = false
  ) -> RetryPolicy.Attempt {
    RetryPolicy.Attempt(
      number: number, now: now, expires: expires, chance: chance, atMostOnce: atMostOnce)
  }

  private func wait(_ next: RetryPolicy.Next) -> Int64? {
    guard case .retry(let at) = next else { return nil }
    return at.milliseconds - now.milliseconds
  }

  @Test func `doubles from five seconds to an hour, with full jitter`() {
    for number in 1...9 {
      let cap = min(Int64(5_000) << Int64(number - 1), 3_600_000)
      for chance in [0, 1, 4_999, 12_345_678_901, UInt64.max] as [UInt64] {
        let waited = wait(
          policy.next(after: .later(why: "", after: nil), attempt(number, chance: chance)))
        #expect(waited.map { (0...cap).contains($0) } == true)
      }
    }
    let least = wait(policy.next(after: .later(why: "", after: nil), attempt(5, chance: 0)))
    #expect(least == 0)
  }

  @Test func `waits at least as long as the peer said`() {
    let next = policy.next(after: .later(why: "", after: .seconds(60)), attempt(1, chance: 7))
    #expect(wait(next) == 60_007)
  }

  @Test func `gives up after ten attempts, and when the next one would be too late`() {
    let later = Outcome.later(why: "busy", after: nil)
    #expect(policy.next(after: later, attempt(10, chance: 0)) == .state(.failed))
    #expect(wait(policy.next(after: later, attempt(9, chance: 0))) == 0)
    #expect(policy.next(after: later, attempt(1, chance: 0, expires: now)) == .state(.failed))
  }

  @Test func `repeats an unknown outcome unless twice would be worse than not at all`() {
    let unknown = Outcome.unknown(why: "no answer")
    #expect(policy.next(after: unknown, attempt(1, atMostOnce: true)) == .state(.unknown))
    #expect(wait(policy.next(after: unknown, attempt(1, chance: 3))) == 3)
  }

  @Test func `retries a wrong setting slowly, and a refusal never`() {
    let wrong = wait(policy.next(after: .misconfigured(why: "401"), attempt(1, chance: 299_999)))
    #expect(wrong == 299_999)
    #expect(policy.next(after: .failed(why: "550"), attempt(1)) == .state(.failed))
    #expect(policy.next(after: .gone(why: "410"), attempt(1)) == .state(.failed))
    #expect(policy.next(after: .delivered(reference: nil), attempt(1)) == .state(.delivered))
  }
}
