// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// How the push services have been answering, for all workers of one engine: one entry for each
/// origin and VAPID key.
final class PushPeers: Sendable {
  struct Name: Hashable, Sendable {
    let origin: String
    let key: Int
  }

  enum Entry: Sendable {
    case go(Pass)
    case crowded
    /// Milliseconds from now.
    case pause(Int64)
  }

  /// One message under way to one peer.
  struct Pass: Sendable {
    fileprivate let name: Name
    fileprivate let wasProven: Bool
  }

  private struct Book: Sendable {
    var peers: [Name: PeerHealth] = [:]
    /// Under way to origins that have not answered lately.
    var unproven = 0
    /// Where new entries make the book look for old ones.
    var ceiling = 256
  }

  private let book = Mutex(Book())
  private let limits: PeerHealth.Limits
  /// Half of what may be under way at all: many silent services at once still leave room.
  private let mostUnproven: Int

  init(inFlight: Int) {
    var limits = PeerHealth.Limits()
    limits.unanswered = max(1, inFlight / 8)
    self.limits = limits
    mostUnproven = max(1, inFlight / 2)
  }

  func admit(_ name: Name, _ now: BootTime) -> Entry {
    book.withLock { book in
      var peer = book.peers[name] ?? PeerHealth(limits)
      let wasProven = peer.isProven(now.milliseconds)
      if !wasProven, book.unproven >= mostUnproven { return .crowded }
      let admission = peer.admit(now.milliseconds)
      Self.keep(peer, name, &book, now)
      switch admission {
      case .crowded: return .crowded
      case .pause(let wait): return .pause(wait)
      case .go:
        if !wasProven { book.unproven += 1 }
        return .go(Pass(name: name, wasProven: wasProven))
      }
    }
  }

  /// Once for each pass; nil for a message that was not sent after all.
  func end(_ pass: Pass, _ result: PeerHealth.Result?, _ now: BootTime) {
    book.withLock { book in
      if !pass.wasProven { book.unproven = max(0, book.unproven - 1) }
      if let result {
        book.peers[pass.name]?.record(result, now.milliseconds)
      } else {
        book.peers[pass.name]?.giveUp()
      }
    }
  }

  private static func keep(
    _ peer: PeerHealth, _ name: Name, _ book: inout Book, _ now: BootTime
  ) {
    if book.peers[name] == nil, book.peers.count >= book.ceiling {
      book.peers = book.peers.filter { !$0.value.isForgettable(now.milliseconds) }
      book.ceiling = max(256, book.peers.count * 2)
    }
    book.peers[name] = peer
  }
}
