// SPDX-License-Identifier: MIT
import CMatines
import Glibc

/// The `matines` program: what an operator does with a store, through the header alone.
@main
enum MatinesTool {
  static func main() {
    let language = Language.ofEnvironment()
    tzset()
    do throws(Failure) {
      try run(Arguments(Array(CommandLine.arguments.dropFirst()), language), language)
    } catch {
      Terminal.complain(error.message)
      if case .usage = error {
        Terminal.complain(language("voir « matines help »", "see “matines help”"))
      }
      exit(error.exitCode)
    }
  }

  private static func run(_ arguments: Arguments, _ language: Language) throws(Failure) {
    let command = arguments.words.first
    if arguments.has("--version") {
      try Terminal().print("matines \(version)")
      return
    }
    if arguments.has("--help") {
      try HelpCommand(language).run(about: command == "help" ? nil : command)
      return
    }
    let rest = Array(arguments.words.dropFirst())
    switch command {
    case "work": try WorkCommand(arguments, rest, language).run()
    case "hub": try HubCommand(arguments, rest, language).run()
    case "serve": try ServeCommand(arguments, rest, language).run()
    case "explain": try ExplainCommand(arguments, rest, language).run()
    case "simulate": try SimulateCommand(arguments, rest, language).run()
    case "sms": try SMSCommand(arguments, rest, language).run()
    case "template": try TemplateCommand(arguments, rest, language).run()
    case "policy": try PolicyCommand(arguments, rest, language).run()
    case "failed": try FailedCommand(arguments, rest, language).run()
    case "suppress": try SuppressCommand(arguments, rest, language).run()
    case "doctor": try DoctorCommand(arguments, rest, language).run()
    case "prune": try PruneCommand(arguments, rest, language).run()
    case "vapid": try VapidCommand(arguments, rest, language).run()
    case "help":
      try arguments.allow([], language)
      try HelpCommand(language).run(about: rest.first)
    case nil: throw .usage(language("quelle commande ?", "which command?"))
    case .some(let name):
      throw .usage(language("commande inconnue : \(name)", "unknown command: \(name)"))
    }
  }

  /// As `matines_version` counts it: major, minor, patch.
  private static var version: String {
    let number = matines_version()
    return "\(number / 1_000_000).\(number / 1_000 % 1_000).\(number % 1_000)"
  }
}
