// SPDX-License-Identifier: MIT

/// A policy for people to read: each ladder as the brief's table and as sentences, then the events.
struct PolicyPage {
  private let document: JSONValue
  private let language: Language
  private let words: PolicyWords

  init(_ document: JSONValue, _ language: Language) {
    self.document = document
    self.language = language
    words = PolicyWords(language)
  }

  func print() throws(Failure) {
    let terminal = Terminal()
    for (name, rungs) in document["policy"]["ladders"].members {
      let rows = document["table"].elements.filter { $0["ladder"].text == name }
      try terminal.print(terminal.heading(language("Échelle ", "Ladder ") + name))
      try terminal.print()
      for line in table(rows).lines { try terminal.print(line) }
      try terminal.print()
      for (number, rung) in zip(1..., rungs.elements) {
        try terminal.print("  \(number). \(words.sentence(of: rung))")
      }
      try terminal.print()
    }
    try terminal.print(terminal.heading(language("Événements", "Events")))
    try terminal.print()
    for line in events(document["policy"]).lines { try terminal.print(line) }
  }

  private func table(_ rows: [JSONValue]) -> Table {
    var table = Table(
      heading: [language("Contexte", "Context")] + PolicyWords.columns.map(words.channel))
    table.rows = rows.map { row in
      [words.context(row["context"].text)]
        + PolicyWords.columns.map { words.cell(row[$0].text) }
    }
    return table
  }

  private func events(_ policy: JSONValue) -> Table {
    var table = Table(
      heading: [
        language("Événement", "Event"), language("Catégorie", "Category"),
        language("Échelle", "Ladder"), language("Options actives", "Options on"),
      ])
    table.rows = policy["rules"].members.map { event, rule in
      let category = policy["categories"][rule["category"].text]
      let options = category["options"].elements.map { words.channel($0.text) }
      let ladder = rule["ladder"].text
      return [
        event, rule["category"].text, ladder.isEmpty ? category["ladder"].text : ladder,
        options.isEmpty ? "-" : options.joined(separator: ", "),
      ]
    }
    return table
  }
}
