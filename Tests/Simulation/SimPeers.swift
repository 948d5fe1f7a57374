// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What a channel has made ready to leave.
struct Offer {
  var token = DeliveryToken(id: 0, fence: 0)
  let peer: SimPeers.Peer
  let identity: NotificationID
  /// What tells pages of marks is no delivery.
  var isUpdate = false
}

/// The servers outside: how each behaves at the moment, and what it answers.
struct SimPeers {
  enum Peer: Int, CaseIterable {
    case hub, mail, text, pushOne, pushTwo

    static func push(_ endpoint: String) -> Peer {
      endpoint.hasPrefix("https://one.") ? .pushOne : .pushTwo
    }

    var isPush: Bool { self == .pushOne || self == .pushTwo }

    var origin: String { self == .pushOne ? "https://one.example" : "https://two.example" }
  }

  enum Mood: Int, CaseIterable { case fine, slow, down, silent, erring, refusing, moody }

  struct Reply {
    /// Milliseconds until its sender hears of it.
    let delay: Int64
    let result: TransferResult
  }

  private var moods = [Mood](repeating: .fine, count: Peer.allCases.count)

  mutating func set(_ mood: Mood, of peer: Peer) { moods[peer.rawValue] = mood }

  mutating func calm() {
    moods = [Mood](repeating: .fine, count: Peer.allCases.count)
  }

  func reply(_ peer: Peer, timeout: Int64, _ dice: Dice) -> Reply {
    var mood = moods[peer.rawValue]
    if mood == .moody { mood = Mood(rawValue: dice.below(6)) ?? .fine }
    let quick = dice.between(1, 400)
    switch mood {
    case .fine: return Reply(delay: quick, result: taken(peer))
    case .slow:
      let delay = dice.between(500, timeout + timeout / 4)
      if delay > timeout { return Reply(delay: timeout, result: failure(.unanswered)) }
      return Reply(delay: delay, result: taken(peer))
    case .down: return Reply(delay: dice.between(0, 2_000), result: failure(.unreachable))
    case .silent: return Reply(delay: timeout, result: failure(.unanswered))
    case .erring: return Reply(delay: quick, result: error(peer, dice))
    case .refusing, .moody: return Reply(delay: quick, result: refusal(peer, dice))
    }
  }

  private func taken(_ peer: Peer) -> TransferResult {
    .answered(Answer(status: peer == .mail ? 250 : peer.isPush ? 201 : 200))
  }

  private func error(_ peer: Peer, _ dice: Dice) -> TransferResult {
    if peer == .mail { return failure(dice.oneIn(3) ? .unanswered : .reply(code: 451)) }
    switch dice.below(5) {
    case 0: return .answered(Answer(status: 500))
    case 1: return .answered(Answer(status: 503, retryAfter: "\(dice.below(200))"))
    case 2: return .answered(Answer(status: 429, retryAfter: "\(dice.below(90))"))
    case 3: return failure(.unanswered)
    default: return failure(.garbled)
    }
  }

  private func refusal(_ peer: Peer, _ dice: Dice) -> TransferResult {
    if peer == .mail { return failure(dice.oneIn(2) ? .credentials : .reply(code: 550)) }
    return .answered(Answer(status: dice.pick([400, 401, 403, 404, 410]) ?? 400))
  }

  private func failure(_ kind: TransferFailure.Kind) -> TransferResult {
    .failed(TransferFailure(kind, "peer"))
  }
}
