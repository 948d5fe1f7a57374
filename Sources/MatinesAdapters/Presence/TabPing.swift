// SPDX-License-Identifier: MIT
import Synchronization

/// One ping: finds the tab's word, or a place for one, and publishes it.
struct TabPing {
  private static let attempts = 32
  let table: TabTable
  let person: TabTable.Person
  /// The word as it shall stand, without a flag.
  let fresh: UInt64
  let second: UInt64
  let flags: LineFlags

  /// False when there is no room within reach.
  func run() -> Bool {
    for _ in 0..<Self.attempts {
      let found = survey()
      guard let spot = found.own ?? (found.count < PresenceLimit.tabs ? found.free : found.first)
      else { return false }
      // Before the word: whoever finds it missing must not have been told to look further.
      for distance in 0..<spot.distance { pass(distance) }
      var word = spot.word
      guard swap(spot, &word, fresh) else { continue }
      // Two pings of one tab at the same moment may have made two words of it.
      if let twin = found.twin {
        word = twin.word
        _ = swap(twin, &word, 0)
      }
      return true
    }
    return false
  }

  private func swap(_ spot: Spot, _ word: inout UInt64, _ new: UInt64) -> Bool {
    table.swap(table.start(person, spot.distance) + spot.place, &word, new)
  }

  private struct Spot {
    let distance: Int
    let place: Int
    let word: UInt64
  }

  private struct Survey {
    /// The tab itself, in force or over.
    var own: Spot?
    var twin: Spot?
    var free: Spot?
    /// The person's tab that ends first.
    var first: Spot?
    var count = 0
  }

  private func survey() -> Survey {
    var found = Survey()
    for distance in 0..<TabTable.reach {
      let start = table.start(person, distance)
      var seen: UInt64 = 0
      for place in 0..<TabTable.width {
        let word = start[place].load(ordering: .acquiring)
        seen |= word
        look(Spot(distance: distance, place: place, word: word), &found)
      }
      if seen & TabWord.flag == 0, found.own ?? found.free != nil { break }
    }
    return found
  }

  private func look(_ spot: Spot, _ found: inout Survey) {
    let isAlive = TabWord.isAlive(spot.word, at: second)
    guard spot.word & TabWord.person == person.bits else {
      if !isAlive, found.free == nil { found.free = spot }
      return
    }
    if spot.word & TabWord.tab == fresh & TabWord.tab {
      if found.own == nil { found.own = spot } else { found.twin = spot }
    } else if isAlive {
      found.count += 1
      if end(spot) < found.first.map(end) ?? .max { found.first = spot }
    } else if found.free == nil {
      found.free = spot
    }
  }

  private func end(_ spot: Spot) -> UInt64 { (spot.word &- second) & (TabWord.wrap - 1) }

  private func pass(_ distance: Int) {
    let flagged = table.start(person, distance) + flags.current
    guard flagged.pointee.load(ordering: .acquiring) & TabWord.flag == 0 else { return }
    flagged.pointee.bitwiseOr(TabWord.flag, ordering: .acquiringAndReleasing)
  }
}
