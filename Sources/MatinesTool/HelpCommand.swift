// SPDX-License-Identifier: MIT

/// `matines help`: the manual, whole or about one command.
struct HelpCommand {
  static let commands = [
    "work", "hub", "serve", "doctor", "explain", "simulate", "sms", "template", "policy",
    "failed", "prune", "vapid", "help",
  ]

  private let language: Language

  init(_ language: Language) { self.language = language }

  func run(about command: String?) throws(Failure) {
    let pages = language.isFrench ? FrenchManual.pages : EnglishManual.pages
    let terminal = Terminal()
    guard let command else {
      try terminal.print(language.isFrench ? FrenchManual.opening : EnglishManual.opening)
      for name in Self.commands { try terminal.print("\n" + (pages[name] ?? "")) }
      try terminal.print("\n" + (language.isFrench ? FrenchManual.end : EnglishManual.end))
      return
    }
    guard let page = pages[command] else {
      throw .usage(language("commande inconnue : \(command)", "unknown command: \(command)"))
    }
    try terminal.print(page)
  }
}
