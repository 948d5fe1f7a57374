// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What the doctor asks of a hub: to take one private update, and to let it be heard, on a topic
/// that is nobody's.
struct HubRequests {
  let topic: String
  /// Of the update.
  let id: String
  let clock: any Clock
  let randomness: any Randomness

  init(_ patient: Patient) {
    (clock, randomness) = (patient.clock, patient.randomness)
    topic = "matines/doctor/\(RandomUUID.text(patient.randomness))"
    id = "urn:uuid:\(RandomUUID.text(patient.randomness))"
  }

  func publication(
    _ hub: MercureHub, _ key: Secret, _ patience: Instant.Span, heardBy probe: HubStreamProbe
  ) -> TransferRequest? {
    guard let token = token(.publish, hub, key) else { return nil }
    let body = FormBody.encode([
      ("topic", topic), ("data", #"{"kind":"doctor"}"#), ("private", "on"), ("id", id),
    ])
    var request = HTTPRequest(
      url: hub.url,
      headers: [
        (name: "Authorization", value: "Bearer \(token)"),
        (name: "Content-Type", value: "application/x-www-form-urlencoded"),
      ],
      body: Array(body.utf8), timeout: patience, caFile: hub.caFile)
    request.listener = probe
    return .http(request)
  }

  /// As a program subscribes: where we publish, and with the token in a header.
  func subscription(
    _ hub: MercureHub, _ key: Secret, _ patience: Instant.Span, heardBy probe: HubStreamProbe
  ) -> TransferRequest? {
    guard let token = token(.subscribe, hub, key) else { return nil }
    let headers = [(name: "Authorization", value: "Bearer \(token)")]
    return stream(hub, hub.address, headers, patience, hub.caFile, probe)
  }

  /// As a page subscribes: where browsers find the hub, with the cookie, from the origin.
  func page(
    _ hub: MercureHub, _ key: Secret, from origin: String?, _ patience: Instant.Span,
    heardBy probe: HubStreamProbe
  ) -> TransferRequest? {
    guard let token = token(.subscribe, hub, key) else { return nil }
    var headers = [(name: "Cookie", value: "\(hub.version.cookieName)=\(token)")]
    if let origin { headers.append((name: "Origin", value: origin)) }
    // The file is the authority of the address we publish to.
    let file = hub.page.host == hub.address.host ? hub.caFile : nil
    return stream(hub, hub.page, headers, patience, file, probe)
  }

  private func stream(
    _ hub: MercureHub, _ address: MercureAddress, _ headers: [(name: String, value: String)],
    _ patience: Instant.Span, _ caFile: String?, _ probe: HubStreamProbe
  ) -> TransferRequest {
    var request = HTTPRequest(
      method: .get, url: "\(address.url)?\(MercureTopic.query(topic, hub.version))",
      headers: headers + [(name: "Accept", value: "text/event-stream")], body: [],
      timeout: patience, caFile: caFile)
    request.listener = probe
    return .http(request)
  }

  private func token(_ right: MercureTokens.Right, _ hub: MercureHub, _ key: Secret) -> String? {
    let tokens = try? MercureTokens(right, key: key, hub: hub, randomness: randomness)
    return tokens?.token(for: topic, subject: "matines-doctor", now: clock.now())
  }
}
