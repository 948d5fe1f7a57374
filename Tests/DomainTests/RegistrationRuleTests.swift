// SPDX-License-Identifier: MIT
import MatinesDomain
import Testing

struct `Registering browsers` {
  @Test func `lets ten a minute pass, and then one every six seconds`() throws {
    var mark = Instant(milliseconds: 0)
    var accepted: [Int64] = []
    for second in Int64(1_000)..<1_060 {
      for _ in 0..<3 {
        let now = Instant(milliseconds: second * 1_000)
        guard let next = RegistrationRule.next(after: mark, now: now) else { continue }
        mark = next
        accepted.append(second - 1_000)
      }
    }
    #expect(accepted.prefix(10).allSatisfy { $0 <= 3 })
    #expect(accepted.count == 19)
  }

  @Test func `does not wait for a clock that was set back`() {
    let far = Instant(milliseconds: 86_400_000)
    #expect(RegistrationRule.next(after: far, now: Instant(milliseconds: 5)) != nil)
  }
}
