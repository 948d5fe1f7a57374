// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// How the push services have been answering, for all workers of one engine: one entry for each
/// origin and VAPID key.
package final class PushPeers: Sendable {
  package struct Name: Hashable, Sendable {
    package let origin: String
    package let key: Int

    package init(origin: String, key: Int) {
      self.origin = origin
      self.key = key
    }
  }

  package enum Entry: Sendable {
    case go(Pass)
    /// Milliseconds, here and below.
    case crowded(Int64)
    case pause(Int64)
  }

  /// One message under way to one peer.
  package struct Pass: Sendable {
    fileprivate let name: Name
    fileprivate let person: UserID
    fileprivate let admitted: Int64
  }

  private struct Stranger: Equatable, Sendable {
    let person: UserID
    let admitted: Int64
  }

  private struct Book: Sendable {
    var peers: [Name: PeerHealth] = [:]
    /// Messages under way to origins that have not answered yet.
    var strangers: [Stranger] = []
    /// Where new entries make the book look for old ones.
    var ceiling = 256
  }

  private let book = Mutex(Book())
  private let limits: PeerHealth.Limits
  /// Half of what may be under way at all: many silent services at once still leave room.
  private let mostStrangers: Int
  /// Of those, for the browsers of one person.
  private let mostOfOne: Int

  package init(_ limits: WorkLimits) {
    self.limits = limits.ofPeers
    mostStrangers = max(1, limits.inFlight / 2)
    mostOfOne = max(1, limits.inFlight / 16)
  }

  /// `life` is what is left of the message's time.
  package func admit(
    _ name: Name, _ person: UserID, life: Instant.Span, isUrgent: Bool = false, _ now: BootTime
  ) -> Entry {
    let now = now.milliseconds
    return book.withLock { book in
      var peer = book.peers[name] ?? PeerHealth(limits)
      let isStranger = !peer.isProven
      if isStranger, !hasRoom(for: person, &book, now) {
        return .crowded(PeerHealth.retry(since: book.strangers.first?.admitted, now))
      }
      let admission = peer.admit(
        person, life: life.milliseconds, isUrgent: isUrgent, now)
      Self.keep(peer, name, &book, now)
      switch admission {
      case .crowded(let wait): return .crowded(wait)
      case .pause(let wait): return .pause(wait)
      case .go:
        if isStranger { book.strangers.append(Stranger(person: person, admitted: now)) }
        return .go(Pass(name: name, person: person, admitted: now))
      }
    }
  }

  private func hasRoom(for person: UserID, _ book: inout Book, _ now: Int64) -> Bool {
    // Whoever sent them has gone.
    book.strangers.removeAll { now - $0.admitted > limits.longest }
    return book.strangers.count < mostStrangers
      && book.strangers.count { $0.person == person } < mostOfOne
  }

  /// Once for each pass; nil for a message that was not sent after all.
  package func end(_ pass: Pass, _ result: PeerHealth.Result?, _ now: BootTime) {
    let stranger = Stranger(person: pass.person, admitted: pass.admitted)
    book.withLock { book in
      if let place = book.strangers.firstIndex(of: stranger) { book.strangers.remove(at: place) }
      if let result {
        book.peers[pass.name]?.record(
          result, pass.person, admitted: pass.admitted, now.milliseconds)
      } else {
        book.peers[pass.name]?.giveUp(pass.admitted)
      }
    }
  }

  private static func keep(
    _ peer: PeerHealth, _ name: Name, _ book: inout Book, _ now: Int64
  ) {
    if book.peers[name] == nil, book.peers.count >= book.ceiling {
      book.peers = book.peers.filter { !$0.value.isForgettable(now) }
      book.ceiling = max(256, book.peers.count * 2)
    }
    book.peers[name] = peer
  }
}
