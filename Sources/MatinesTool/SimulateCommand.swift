// SPDX-License-Identifier: MIT
import CMatines

/// `matines simulate`: what would become of an event; nothing is written and nothing sent.
struct SimulateCommand {
  private let arguments: Arguments
  private let language: Language
  private let file: ConfigurationFile

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow(["--json"], language)
    guard rest.count == 1, let path = rest.first else {
      throw .usage(language("simulate veut un fichier", "simulate wants a file"))
    }
    file = try ConfigurationFile(path, language)
    self.arguments = arguments
    self.language = language
  }

  func run() throws(Failure) {
    let engine = try Engine(arguments, language)
    let text = try engine.document { handle, output in
      matines_simulate(handle, nil, file.text, language.tag, output)
    }
    if arguments.has("--json") {
      try Terminal().print(text)
      return
    }
    let document = try JSONReader.read(text)
    let terminal = Terminal()
    for notification in document["notifications"].elements {
      try show(notification, document["currency"].text, on: terminal)
    }
  }

  private func show(
    _ notification: JSONValue, _ currency: String, on terminal: Terminal
  ) throws(Failure) {
    let template = Terminal.clean(notification["template"].text)
    let category = Terminal.clean(notification["category"].text)
    try terminal.print(terminal.heading("\(template) (\(category))"))
    let recipients = notification["recipients"].elements
    if recipients.isEmpty { try terminal.print("  " + language("personne", "nobody")) }
    for recipient in recipients {
      let cost = recipient["cost"].text
      let price = cost.isEmpty ? "" : language(", au plus ", ", at most ") + "\(cost) \(currency)"
      try terminal.print("  \(Terminal.clean(recipient["user_id"].text))\(price)")
      for rung in recipient["rungs"].elements {
        try terminal.print("    \((rung["rung"].integer ?? 0) + 1). \(rung["sentence"].text)")
      }
    }
    if notification["cut"].isTrue {
      try terminal.print("  " + language("… et d’autres", "… and others"))
    }
    try terminal.print()
  }
}
