// SPDX-License-Identifier: MIT
import CMatines

/// `matines policy show`: who gets what, when.
struct PolicyCommand {
  private let arguments: Arguments
  private let language: Language

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow(["--json"], language)
    guard rest == ["show"] else {
      throw .usage(language("policy veut show", "policy wants show"))
    }
    self.arguments = arguments
    self.language = language
  }

  func run() throws(Failure) {
    let engine = try Engine(arguments, language)
    let text = try engine.document { matines_policy_show($0, $1) }
    if arguments.has("--json") {
      try Terminal().print(text)
      return
    }
    let document = try JSONReader.read(text)
    let words = PolicyWords(language)
    let terminal = Terminal()
    for (name, rungs) in document["policy"]["ladders"].members {
      let rows = document["table"].elements.filter { $0["ladder"].text == name }
      try terminal.print(terminal.heading(language("Échelle ", "Ladder ") + name))
      try terminal.print()
      for line in table(rows, words).lines { try terminal.print(line) }
      try terminal.print()
      for (number, rung) in zip(1..., rungs.elements) {
        try terminal.print("  \(number). \(words.sentence(of: rung))")
      }
      try terminal.print()
    }
    try print(events(document["policy"], words), on: terminal)
  }

  private func print(_ table: Table, on terminal: Terminal) throws(Failure) {
    try terminal.print(terminal.heading(language("Événements", "Events")))
    try terminal.print()
    for line in table.lines { try terminal.print(line) }
  }

  private func table(_ rows: [JSONValue], _ words: PolicyWords) -> Table {
    var table = Table(
      heading: [language("Contexte", "Context")] + PolicyWords.columns.map(words.channel))
    table.rows = rows.map { row in
      [words.context(row["context"].text)]
        + PolicyWords.columns.map { words.cell(row[$0].text) }
    }
    return table
  }

  private func events(_ policy: JSONValue, _ words: PolicyWords) -> Table {
    var table = Table(
      heading: [
        language("Événement", "Event"), language("Catégorie", "Category"),
        language("Échelle", "Ladder"), language("Options actives", "Options on"),
      ])
    table.rows = policy["rules"].members.map { event, rule in
      let category = policy["categories"][rule["category"].text]
      let options = category["options"].elements.map { words.channel($0.text) }
      return [
        event, rule["category"].text, category["ladder"].text,
        options.isEmpty ? "-" : options.joined(separator: ", "),
      ]
    }
    return table
  }
}
