// SPDX-License-Identifier: MIT
import CMatines

/// `matines failed`: the deliveries that were given up.
struct FailedCommand {
  private enum Action {
    case list(limit: UInt32)
    case retry(Int64)
    case drop(Int64)
  }

  private let arguments: Arguments
  private let language: Language
  private let action: Action

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    self.arguments = arguments
    self.language = language
    switch rest.first {
    case "list" where rest.count == 1:
      try arguments.allow(["--json", "--limit"], language)
      let limit = try arguments.number("--limit", in: 1...1_000, language) ?? 100
      action = .list(limit: UInt32(clamping: limit))
    case "retry" where rest.count == 2:
      action = .retry(try Self.number(rest, arguments, language))
    case "drop" where rest.count == 2:
      action = .drop(try Self.number(rest, arguments, language))
    default:
      throw .usage(
        language(
          "failed veut list, retry NUMÉRO ou drop NUMÉRO",
          "failed wants list, retry ID or drop ID"))
    }
  }

  private static func number(
    _ rest: [String], _ arguments: Arguments, _ language: Language
  ) throws(Failure) -> Int64 {
    try arguments.allow(["--json"], language)
    guard let number = rest.last.flatMap({ Int64($0) }), number > 0 else {
      throw .usage(language("pas un numéro de livraison", "not the number of a delivery"))
    }
    return number
  }

  func run() throws(Failure) {
    let engine = try Engine(arguments, language)
    switch action {
    case .list(let limit): try list(engine, limit)
    case .retry(let id):
      try engine.call { matines_failed_retry($0, id) }
      try report(
        "retried", id, language("livraison \(id) relancée", "delivery \(id) will be sent again"))
    case .drop(let id):
      try engine.call { matines_failed_drop($0, id) }
      try report(
        "dropped", id, language("livraison \(id) retirée", "delivery \(id) is off the list"))
    }
  }

  private func list(_ engine: Engine, _ limit: UInt32) throws(Failure) {
    let text = try engine.document { matines_failed_list($0, limit, $1) }
    let terminal = Terminal()
    if arguments.has("--json") {
      try terminal.print(text)
      return
    }
    let document = try JSONReader.read(text)
    let deliveries = document["deliveries"].elements
    let events = document["scheduled"].elements
    if deliveries.isEmpty, events.isEmpty {
      try terminal.print(language("aucun échec", "nothing failed"))
      return
    }
    if !deliveries.isEmpty {
      for line in table(deliveries).lines { try terminal.print(line) }
    }
    guard !events.isEmpty else { return }
    if !deliveries.isEmpty { try terminal.print("") }
    for line in table(ofScheduled: events).lines { try terminal.print(line) }
  }

  private func table(ofScheduled events: [JSONValue]) -> Table {
    var table = Table(
      heading: [
        language("Événement programmé", "Scheduled event"), language("Nom", "Name"),
        language("Prévu le", "Due"),
      ])
    table.rows = events.map { event in
      [
        event["event_id"].text, event["event"].text, ClockTime.text(event["due_ms"].integer),
      ]
    }
    return table
  }

  private func table(_ deliveries: [JSONValue]) -> Table {
    var table = Table(
      heading: [
        language("Numéro", "ID"), language("Quand", "When"), language("Personne", "Person"),
        language("Canal", "Channel"), language("État", "State"),
        language("Essais", "Attempts"), "Note", "Notification",
      ])
    table.rows = deliveries.map { delivery in
      [
        delivery["id"].text, ClockTime.text(delivery["settled_ms"].integer),
        delivery["user_id"].text, delivery["channel"].text, state(delivery["state"].text),
        delivery["attempts"].text, delivery["note"].text, delivery["notification_id"].text,
      ]
    }
    return table
  }

  private func state(_ name: String) -> String {
    switch name {
    case "failed": language("échec", "failed")
    case "unknown": language("sans réponse", "no answer")
    default: name
    }
  }

  private func report(_ done: String, _ id: Int64, _ sentence: String) throws(Failure) {
    let text = arguments.has("--json") ? "{\"version\":1,\"\(done)\":\(id)}" : sentence
    try Terminal().print(text)
  }
}
