// SPDX-License-Identifier: MIT

/// The last events of a run, as cheap to note as they are rare to read.
struct Trace {
  struct Event {
    let step: Int
    let boot: Int64
    let life: Int
    /// Each `#` is one of the numbers.
    let words: StaticString
    let first: Int64
    let second: Int64

    var text: String {
      var numbers = [first, second][...]
      var sentence = ""
      for character in words.description {
        if character == "#", let number = numbers.popFirst() {
          sentence += String(number)
        } else {
          sentence.append(character)
        }
      }
      let who = life == 0 ? "" : "process \(life) "
      return "step \(step), \(boot) ms: \(who)\(sentence)"
    }
  }

  private static let length = 30
  private var events: [Event] = []
  private var next = 0
  /// Of everything noted: two runs with the same digest were the same.
  private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func note(_ event: Event) {
    for number in [Int64(event.step), event.boot, Int64(event.life), event.first, event.second] {
      digest = (digest ^ UInt64(bitPattern: number)) &* 0x100_0000_01B3
    }
    if events.count < Self.length {
      events.append(event)
    } else {
      events[next] = event
      next = (next + 1) % Self.length
    }
  }

  /// Oldest first.
  var last: [Event] { Array(events[next...] + events[..<next]) }
}

/// A promise that was not kept.
struct Violation: Equatable {
  let rule: String
  let sentence: String
}
