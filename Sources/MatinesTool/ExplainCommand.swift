// SPDX-License-Identifier: MIT
import CMatines

/// `matines explain`: why somebody did or did not get something.
struct ExplainCommand {
  private let arguments: Arguments
  private let language: Language
  private let user: String
  private let notification: String

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow(["--json"], language)
    guard rest.count == 2, let user = rest.first, let notification = rest.last else {
      throw .usage(
        language(
          "explain veut une personne et une notification",
          "explain wants a person and a notification"))
    }
    self.arguments = arguments
    self.language = language
    self.user = user
    self.notification = notification
  }

  func run() throws(Failure) {
    let engine = try Engine(arguments, language)
    let text = try engine.document { handle, output in
      matines_explain(handle, user, notification, language.tag, output)
    }
    if arguments.has("--json") {
      try Terminal().print(text)
    } else {
      try show(JSONReader.read(text))
    }
  }

  private func show(_ document: JSONValue) throws(Failure) {
    let terminal = Terminal()
    let about = document["notification"]
    let type = Terminal.clean(about["type"].text)
    try terminal.print(terminal.heading("\(type), \(about["id"].text)"))
    for (name, value) in facts(document) {
      try terminal.print("  \(name): \(value)")
    }
    try terminal.print()
    for line in rungs(document["rungs"].elements).lines { try terminal.print(line) }
  }

  private func facts(_ document: JSONValue) -> [(String, String)] {
    [
      (language("personne ", "person"), Terminal.clean(user)),
      (
        language("acceptée le ", "accepted"),
        ClockTime.text(document["notification"]["created_ms"].integer)
      ),
      (language("où était-elle ", "where they were"), presence(document["presence"].text)),
      (language("vue le ", "seen"), ClockTime.text(document["seen_ms"].integer)),
      (language("lue le ", "read"), ClockTime.text(document["read_ms"].integer)),
    ]
  }

  private func presence(_ name: String) -> String {
    switch name {
    case "visible":
      language("dans le back-office, sous les yeux", "in the back-office, looking at it")
    case "hidden":
      language("dans le back-office, onglet caché", "in the back-office, its tab hidden")
    default: language("hors du back-office", "out of the back-office")
    }
  }

  private func rungs(_ rungs: [JSONValue]) -> Table {
    var table = Table(
      heading: [
        language("Échelon", "Rung"), language("Ce qui en est advenu", "What became of it"),
        language("Échéance", "Due"), language("Fin", "Settled"),
        language("Essais", "Attempts"), language("Chez le fournisseur", "At the provider"),
      ])
    table.rows = rungs.map { rung in
      [
        String((rung["rung"].integer ?? 0) + 1), rung["sentence"].text,
        ClockTime.text(rung["due_ms"].integer), ClockTime.text(rung["settled_ms"].integer),
        rung["attempts"].text, Terminal.clean(rung["reference"].text),
      ]
    }
    return table
  }
}
