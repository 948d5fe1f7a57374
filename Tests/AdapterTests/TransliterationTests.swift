// SPDX-License-Identifier: MIT
import MatinesApplication
import Synchronization
import Testing

@testable import MatinesAdapters

struct `A character in ASCII` {
  private let letters = ICUTransliteration()

  @Test(arguments: [
    ("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("ê", "e"), ("É", "E"), ("ç", "c"), ("ß", "ss"),
    ("ł", "l"), ("e\u{301}", "e"), ("’", "'"), ("‘", "'"), ("«", "\""), ("»", "\""), ("“", "\""),
    ("„", "\""), ("…", "..."), ("–", "-"), ("—", "-"), ("\u{2011}", "-"), ("\u{2212}", "-"),
    ("•", "-"), ("\u{A0}", " "), ("\u{202F}", " "), ("\u{2009}", " "), ("ﬁ", "fi"), ("№", "No"),
    ("°", "o"), ("º", "o"), ("ª", "a"), ("²", "2"), ("³", "3"),
  ])
  func `is the closest a French text has`(character: String, plain: String) {
    #expect(letters.plain(character) == plain)
  }

  @Test(arguments: ["\u{AD}", "\u{200B}", "\u{FEFF}", "\u{2060}"])
  func `is nothing for what has no width`(character: String) {
    #expect(letters.plain(character).isEmpty)
  }

  @Test(arguments: ["😀", "👩‍👩‍👧", "漢", "Ж", "α", "€", "ﷺ", "a", "\n", "\u{0}", ""])
  func `is itself when there is no closer one, or no need`(character: String) {
    #expect(letters.plain(character).utf8.elementsEqual(character.utf8))
  }

  @Test func `of any length is no reason to stop`() {
    let crowd = "e" + String(repeating: "\u{301}", count: 5_000)
    #expect(letters.plain(crowd) == crowd)
    #expect(letters.plain(String(repeating: "½", count: 60)).utf8.count <= 240)
  }

  @Test func `is the same in several threads`() {
    let wrong = Mutex(0)
    let threads = (0..<4).map { _ in
      PlainThread {
        for _ in 0..<500 where letters.plain("œ") != "oe" || letters.plain("«") != "\"" {
          wrong.withLock { $0 += 1 }
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(wrong.withLock { $0 } == 0)
  }
}
