// SPDX-License-Identifier: MIT
import MatinesDomain
import Synchronization

/// Endpoints by the part that decides where they lead: few push services serve all browsers, so
/// that nearly every one has been judged before.
final class PushEndpoints: Sendable {
  private static let most = 256
  private let ports: [Int]
  private let known = Mutex<[String: PushEndpoint]>([:])

  init(ports: [Int]) { self.ports = ports }

  func endpoint(
    _ text: String, field: String = "subscription.endpoint"
  ) throws(InvalidValue) -> PushEndpoint {
    let authority = String(Substring(try PushEndpoint.authority(of: text, field)))
    if let found = known.withLock({ $0[authority] }) { return found }
    let made = try PushEndpoint(text, ports: ports, field: field)
    known.withLock { known in
      if known.count >= Self.most { known.removeAll() }
      known[authority] = made
    }
    return made
  }
}
