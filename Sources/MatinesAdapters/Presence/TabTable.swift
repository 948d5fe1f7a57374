// SPDX-License-Identifier: MIT
import MatinesDomain
import Synchronization

/// Words of tabs in lines of eight, a line being what a processor fetches at once. A person's tabs
/// begin in a line of their own hash; where it is full they go on in one of the seven next, and
/// each line that was passed carries a flag, so that a look nearly always costs one line.
///
/// Every change is one compare-and-swap: whoever is killed leaves whole words. Whatever stands in
/// the memory, nothing here goes outside of it.
// The memory outlives the table: its owner keeps both. All access is atomic.
struct TabTable: @unchecked Sendable {
  typealias Word = UnsafeMutablePointer<Atomic<UInt64>>

  static let width = 8
  static let reach = 8
  private let words: Word
  let lines: Int

  /// Nil unless there are lines enough for a whole reach.
  init?(_ words: Word, count: Int) {
    guard count % Self.width == 0, count / Self.width >= Self.reach else { return nil }
    self.words = words
    lines = count / Self.width
  }

  /// Where somebody's tabs begin, and the part of the hash that stands in their words.
  struct Person {
    let line: Int
    let bits: UInt64
  }

  func person(_ hash: UInt64) -> Person {
    let line = (hash >> 32).multipliedFullWidth(by: UInt64(lines))
    return Person(line: Int(line.low >> 32), bits: TabWord.person(hash))
  }

  func presence(of person: Person, at second: UInt64) -> Presence {
    var found = Presence.offline
    for distance in 0..<Self.reach {
      let start = start(person, distance)
      var seen: UInt64 = 0
      for place in 0..<Self.width {
        let word = start[place].load(ordering: .acquiring)
        seen |= word
        guard word & TabWord.person == person.bits, TabWord.isAlive(word, at: second) else {
          continue
        }
        if word & TabWord.visible != 0 { return .visible }
        found = .hidden
      }
      if seen & TabWord.flag == 0 { break }
    }
    return found
  }

  /// Takes away what is somebody's and has these bits.
  func remove(_ person: Person, matching bits: UInt64, of mask: UInt64) {
    let (wanted, mask) = (person.bits | bits, TabWord.person | mask)
    for distance in 0..<Self.reach {
      let start = start(person, distance)
      var seen: UInt64 = 0
      for place in 0..<Self.width {
        var word = start[place].load(ordering: .acquiring)
        while word & mask == wanted, !swap(start + place, &word, 0) {}
        seen |= word
      }
      if seen & TabWord.flag == 0 { break }
    }
  }

  /// Empties what is over, and takes back the flags nobody needs any more.
  func sweep(at second: UInt64, flags: LineFlags) {
    for line in 0..<lines {
      let start = words + line * Self.width
      for place in 0..<Self.width {
        var word = start[place].load(ordering: .relaxed)
        guard word != 0 else { continue }
        let kept = TabWord.isAlive(word, at: second) ? word & ~TabWord.flag : 0
        let flag = flags.keeps(place) ? word & TabWord.flag : 0
        guard kept | flag != word else { continue }
        (_, word) = start[place].compareExchange(
          expected: word, desired: kept | flag, ordering: .acquiringAndReleasing)
      }
    }
  }

  func start(_ person: Person, _ distance: Int) -> Word {
    let line = person.line + distance
    return words + (line < lines ? line : line - lines) * Self.width
  }

  /// Publishes a word where the expected one stands, under its line's flag; else tells what does.
  func swap(_ place: Word, _ word: inout UInt64, _ new: UInt64) -> Bool {
    let (done, now) = place.pointee.compareExchange(
      expected: word, desired: new | word & TabWord.flag, ordering: .acquiringAndReleasing)
    word = now
    return done
  }
}

/// The flags of a line that was passed stand in its first three words: one for each of three
/// epochs in turn. A tab that lies further on renews the flag of its own epoch with every ping; its
/// lease is shorter than an epoch, so that of the flags the one before last is free.
struct LineFlags {
  let epoch: UInt64

  var current: Int { Int(epoch % 3) }

  func keeps(_ place: Int) -> Bool { place < 3 && place != Int((epoch &+ 1) % 3) }
}
