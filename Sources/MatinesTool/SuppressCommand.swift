// SPDX-License-Identifier: MIT
import CMatines

/// `matines suppress`: the addresses that are left alone.
struct SuppressCommand {
  private enum Action {
    case list(after: String?, limit: Int64)
    case add(String, reason: String)
    case remove(String)
  }

  private let arguments: Arguments
  private let language: Language
  private let action: Action

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    self.arguments = arguments
    self.language = language
    switch (rest.first, rest.count) {
    case ("list", 1):
      try arguments.allow(["--json", "--limit", "--after"], language)
      action = .list(
        after: arguments.value("--after"),
        limit: try arguments.number("--limit", in: 1...1_000, language) ?? 100)
    case ("add", 2):
      try arguments.allow(["--json", "--reason"], language)
      action = .add(rest[1], reason: arguments.value("--reason") ?? "manual")
    case ("remove", 2):
      try arguments.allow(["--json"], language)
      action = .remove(rest[1])
    default:
      throw .usage(
        language(
          "suppress veut list, add ADRESSE ou remove ADRESSE",
          "suppress wants list, add ADDRESS or remove ADDRESS"))
    }
  }

  func run() throws(Failure) {
    let engine = try Engine(arguments, language)
    switch action {
    case .list(let after, let limit): try list(engine, after, limit)
    case .add(let address, let reason):
      try engine.call { matines_suppression_put($0, address, reason) }
      try report(
        "{\"version\":1,\"added\":true}",
        language("cette adresse est laissée tranquille", "that address is left alone"))
    case .remove(let address):
      try engine.call { matines_suppression_remove($0, address) }
      try report(
        "{\"version\":1,\"removed\":true}",
        language("cette adresse est retirée de la liste", "that address is off the list"))
    }
  }

  private func report(_ document: String, _ sentence: String) throws(Failure) {
    try Terminal().print(arguments.has("--json") ? document : sentence)
  }

  private func list(_ engine: Engine, _ after: String?, _ limit: Int64) throws(Failure) {
    let text = try engine.document {
      matines_suppression_list($0, after, UInt32(clamping: limit), $1)
    }
    let terminal = Terminal()
    if arguments.has("--json") { return try terminal.print(text) }
    let document = try JSONReader.read(text)
    let listed = document["suppressions"].elements
    if listed.isEmpty {
      return try terminal.print(language("aucune adresse", "no address"))
    }
    var table = Table(
      heading: [
        language("Adresse", "Address"), language("Raison", "Reason"), language("Depuis", "Since"),
      ])
    table.rows = listed.map {
      [$0["address"].text, reason($0["reason"].text), ClockTime.text($0["since_ms"].integer)]
    }
    for line in table.lines { try terminal.print(line) }
    let next = document["next"].text
    if !next.isEmpty {
      try terminal.print(
        language("la suite avec --after \(next)", "there are more: --after \(next)"))
    }
  }

  private func reason(_ name: String) -> String {
    switch name {
    case "bounce": language("rejet", "bounce")
    case "complaint": language("plainte", "complaint")
    case "manual": language("à la main", "manual")
    default: name
    }
  }
}
