// SPDX-License-Identifier: MIT
import CMatines

/// `matines policy`: who gets what, when; and whether a document says so without mistake.
struct PolicyCommand {
  private enum Action {
    case showInForce
    case show(file: String)
    case check(file: String)
  }

  private let arguments: Arguments
  private let language: Language
  private let action: Action

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    self.arguments = arguments
    self.language = language
    switch rest.first {
    case "show" where rest.count == 1:
      try arguments.allow(["--json", "--policy"], language)
      let file = arguments.value("--policy")
      if file != nil, arguments.value("--config") != nil {
        throw .usage(
          language("--config ou --policy, pas les deux", "--config or --policy, not both"))
      }
      action = file.map { .show(file: $0) } ?? .showInForce
    case "check" where rest.count == 2:
      try arguments.allow(["--json"], language)
      action = .check(file: rest.last ?? "")
    default:
      throw .usage(
        language("policy veut show, ou check FICHIER", "policy wants show, or check FILE"))
    }
  }

  func run() throws(Failure) {
    switch action {
    case .showInForce:
      try show(Engine(arguments, language).document { matines_policy_show($0, $1) })
    case .show(let file):
      let check = try PolicyCheck(file, language)
      guard check.isValid else {
        check.lines.forEach(Terminal.complain)
        throw check.refusal(file, language)
      }
      try show(check.text)
    case .check(let file): try check(file)
    }
  }

  private func check(_ file: String) throws(Failure) {
    let check = try PolicyCheck(file, language)
    let terminal = Terminal()
    if arguments.has("--json") {
      try terminal.print(check.text)
    } else {
      for line in check.lines { try terminal.print(line) }
    }
    guard check.isValid else { throw check.refusal(file, language) }
    if !arguments.has("--json") {
      try terminal.print(language("\(file) : aucune erreur", "\(file): no errors"))
    }
  }

  private func show(_ text: String) throws(Failure) {
    if arguments.has("--json") {
      try Terminal().print(text)
    } else {
      try PolicyPage(JSONReader.read(text), language).print()
    }
  }
}
