// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesDomain
import Testing

@testable import MatinesApplication

struct `The way to one server` {
  private static let request = TransferRequest.http(
    HTTPRequest(url: "https://x", headers: [], body: []))

  /// So many messages, each answered so; answers how many set out.
  private func departures(
    _ count: Int, through gate: PeerGate, status: Int, _ outcome: Outcome
  ) -> Int {
    (0..<count).count { _ in
      let prepared = gate.prepare(life: .day) { .transfer(Self.request) { _ in outcome } }
      guard case .ready(let departure) = prepared,
        case .transfer(_, let conclude) = departure.begin()
      else { return false }
      _ = conclude(.answered(Answer(status: status)))
      return true
    }
  }

  @Test func `closes where something else answers, however well it means`() {
    let clock = ManualClock()
    let gate = PeerGate("sms", PeerHealth.Limits(), clock: clock)
    #expect(departures(9, through: gate, status: 200, .later(why: "a page", after: nil)) == 5)
    clock.advance(.seconds(31))
    #expect(departures(9, through: gate, status: 201, .delivered(reference: "1")) == 9)
  }

  @Test(arguments: [401, 403, 404, 301])
  func `is tried again after a wrong setting, and opens by what is taken`(status: Int) {
    let clock = ManualClock()
    let gate = PeerGate("sms", PeerHealth.Limits(), clock: clock)
    #expect(departures(9, through: gate, status: status, .misconfigured(why: "key")) == 5)
    for _ in 0..<10 {
      clock.advance(.seconds(31))
      #expect(departures(9, through: gate, status: status, .misconfigured(why: "key")) == 1)
    }
    clock.advance(.seconds(31))
    #expect(departures(9, through: gate, status: 201, .delivered(reference: "1")) == 9)
  }

  @Test(arguments: [400, 402, 422])
  func `stays open for what concerns one message alone`(status: Int) {
    let gate = PeerGate("sms", PeerHealth.Limits(), clock: ManualClock())
    #expect(departures(9, through: gate, status: status, .gone(why: "its number")) == 9)
  }
}
