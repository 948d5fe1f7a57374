// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `Pruning by the policy in force` {
  private func house() throws -> House {
    try House(
      policy: """
        {"ladders": {"standard": [{"channel": "email"}]}, "flood": 0,
         "categories": {"role": {"retention": "P30D"}}}
        """)
  }

  private func prune(_ house: House, budget: Int64 = 0) throws -> PruneHistory.Report {
    try PruneHistory(store: house.store, policies: house.policies, clock: house.clock)(
      otherwise: nil, budget: Instant.Span(milliseconds: budget))
  }

  @Test func `goes on with the next call when its time is over`() throws {
    let house = try house()
    let jeanne = try house.addJeanne()
    for _ in 0..<1_000 { _ = try house.promote(jeanne) }
    for _ in 0..<1_000 where try house.work().delivered > 0 {}
    house.clock.advance(.seconds(40 * 86_400))
    _ = try house.promote(jeanne)
    let first = try prune(house, budget: 1)
    #expect(!first.isFinished)
    #expect(first.rows.recipients == 125)
    var reports = [first]
    while reports.last?.isFinished == false { reports.append(try prune(house, budget: 1)) }
    #expect(reports.reduce(0) { $0 + $1.rows.recipients } == 1_000)
    #expect(try house.store.counts(of: jeanne).unread == 1)
    #expect(try prune(house).rows == PrunedRows())
    #expect(try house.store.pruningPlace() == nil)
  }

  @Test func `follows another policy at once`() throws {
    let house = try house()
    let jeanne = try house.addJeanne()
    for _ in 0..<3 { _ = try house.promote(jeanne) }
    try house.work()
    house.clock.advance(.seconds(20 * 86_400))
    _ = try house.promote(jeanne)
    #expect(try prune(house).rows.recipients == 0)
    try house.policies.change(
      to: PolicyDocument.read(#"{"categories": {"role": {"retention": "P7D"}}}"#))
    #expect(try prune(house).rows.recipients == 3)
  }
}
