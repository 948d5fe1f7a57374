// SPDX-License-Identifier: MIT
import MatinesDomain

/// The topics whose subscribers were sent away. Tokens issued until then open no stream of theirs
/// any more; a revocation is forgotten once all such tokens have expired.
struct HubRevocations {
  static let limit = 65_536
  private let tokenLife: Int64
  /// When, in milliseconds.
  private(set) var moments: [HubTopic: Int64] = [:]

  init(tokenLifeSeconds: Int64) { tokenLife = tokenLifeSeconds * 1_000 }

  /// False when there is no room for another one.
  mutating func revoke(_ topic: HubTopic, at moment: Instant) -> Bool {
    if moments[topic] == nil, moments.count >= Self.limit {
      forget(before: moment)
      guard moments.count < Self.limit else { return false }
    }
    moments[topic] = max(moments[topic] ?? 0, moment.milliseconds)
    return true
  }

  /// The times of a token are whole seconds: one issued in the very second is refused too.
  func refuses(_ token: HubToken, _ topic: HubTopic) -> Bool {
    guard let moment = moments[topic] else { return false }
    return token.issued <= moment
  }

  mutating func forget(before now: Instant) {
    let life = tokenLife
    moments = moments.filter { $0.value > now.milliseconds - life }
  }
}
