// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

struct `A worker whose attempt is replaced by a later event` {
  private static let policy = """
    {"ladders": {"standard": [{"channel": "email", "when": "any"}]},
     "categories": {"role": {"ladder": "standard"}},
     "rules": {
       "user.promoted_to_minister": {"category": "role", "template": "promotion",
         "collapse": "rank"}}}
    """

  @Test func `lets it end, and does not make it again`() throws {
    let request = TransferRequest.http(HTTPRequest(url: "", headers: [], body: []))
    let house = try House(
      policy: Self.policy,
      email: [.begins(.transfer(request) { _ in .later(why: "busy", after: nil) })])
    let jeanne = try house.addJeanne()
    let worker = house.worker()
    let first = try house.promote(jeanne)
    _ = try worker.work(budget: .zero)
    let second = try house.promote(jeanne)
    house.transfers.end(1, .failed(TransferFailure(.unreachable, "mail")))
    _ = try worker.work(budget: .zero)
    house.clock.advance(.seconds(3_600))
    _ = try worker.work(budget: .zero)
    #expect(
      house.email.recorded.map(\.notification.id) == [first.notification, second.notification])
    let history = try house.store.history(of: first.notification, for: jeanne)
    #expect(history.deliveries.map(\.note) == [Reason.replaced.rawValue])
  }
}
