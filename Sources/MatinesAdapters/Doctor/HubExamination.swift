// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Publishes to the hub and subscribes to it, twice: as a program, and as a page would.
final class HubExamination {
  /// For the heads of both streams: an update that comes before them may pass unheard.
  private static let opening = Instant.Span(milliseconds: 1_500)
  private let hub: MercureHub
  private let publish: Secret
  private let subscribe: Secret
  private let patient: Patient
  private let requests: HubRequests
  private let patience: Instant.Span
  private let talk: Talk

  init(_ hub: MercureHub, publish: Secret, subscribe: Secret, _ patient: Patient) {
    (self.hub, self.publish, self.subscribe, self.patient) = (hub, publish, subscribe, patient)
    requests = HubRequests(patient)
    patience = patient.patience
    talk = Talk(patience)
  }

  /// One request, and what was heard of its answer.
  struct Asked {
    let ticket: Int?
    let probe: HubStreamProbe
  }

  func findings() -> [Finding] {
    let direct = ask { requests.subscription(hub, subscribe, patience, heardBy: $0) }
    let page = ask {
      requests.page(hub, subscribe, from: patient.document.origin, patience, heardBy: $0)
    }
    talk.go(atMost: Self.opening) { isSettled(direct) && isSettled(page) }
    let update = ask { requests.publication(hub, publish, patience, heardBy: $0) }
    talk.go { result(update) != nil }
    if isTaken(update) {
      talk.go { (isDone(direct) || isLost(direct)) && (isDone(page) || isLost(page)) }
    }
    note([update, direct], hub.address)
    note([page], hub.page)
    return judged(update, direct, page)
  }

  private func judged(_ update: Asked, _ direct: Asked, _ page: Asked) -> [Finding] {
    let answer = HubAnswer(result(update), update.probe.heard, hub, patient)
    let isTaken = isTaken(update)
    var findings = [answer.publication { self.diagnosis(.publish, $0) }]
    let heard = HubAnswer(result(direct), direct.probe.heard, hub, patient)
    // One that nobody can connect to is said once.
    if isTaken || !heard.isUnreachable {
      findings.append(heard.subscription(isTaken: isTaken) { self.diagnosis(.subscribe, $0) })
    }
    let shown = HubAnswer(result(page), page.probe.heard, hub, patient)
    if isTaken || !shown.isUnreachable || hub.page.url != hub.address.url {
      let isHeard = direct.probe.heard.hasUpdate
      findings += shown.page(isTaken: isTaken, isHeard: isHeard).map { [$0] } ?? []
    }
    return findings
  }

  private func ask(_ make: (HubStreamProbe) -> TransferRequest?) -> Asked {
    let probe = HubStreamProbe(waitingFor: requests.id, clock: patient.clock)
    return Asked(ticket: make(probe).map(talk.start), probe: probe)
  }

  private func result(_ asked: Asked) -> TransferResult? { asked.ticket.flatMap(talk.result) }

  private func isTaken(_ asked: Asked) -> Bool {
    if case .answered(let answer) = result(asked) {
      (200..<300).contains(answer.status)
    } else {
      false
    }
  }

  private func isSettled(_ asked: Asked) -> Bool {
    asked.probe.heard.isOpen || result(asked) != nil
  }

  private func isDone(_ asked: Asked) -> Bool { asked.probe.heard.hasUpdate }
  private func isLost(_ asked: Asked) -> Bool { result(asked) != nil }

  private func note(_ asked: [Asked], _ address: MercureAddress) {
    guard let ahead = asked.compactMap(\.probe.heard.ahead).first else { return }
    patient.times.append(.init(peer: Peer(url: address.url).text, ahead: ahead))
  }

  /// Why the hub refuses a token: what else it takes says so.
  private func diagnosis(_ right: MercureTokens.Right, _ status: Int) -> RefusalCause {
    let (own, other) = right == .publish ? (publish, subscribe) : (subscribe, publish)
    if let ahead = patient.times.first?.ahead, ahead.magnitude > 60_000 { return .clock }
    if takes(right, hub.inOtherVersion, own) { return .version(hub.inOtherVersion.version) }
    return takes(right, hub, other) ? .exchanged : .key
  }

  private func takes(_ right: MercureTokens.Right, _ hub: MercureHub, _ key: Secret) -> Bool {
    let patience = min(patient.patience, .seconds(2))
    let probe = HubStreamProbe(waitingFor: requests.id, clock: patient.clock)
    let request =
      right == .publish
      ? requests.publication(hub, key, patience, heardBy: probe)
      : requests.subscription(hub, key, patience, heardBy: probe)
    guard let request else { return false }
    let talk = Talk(patience)
    let ticket = talk.start(request)
    talk.go { probe.heard.isOpen || talk.result(ticket) != nil }
    return (200..<300).contains(probe.heard.status)
  }
}
