// SPDX-License-Identifier: MIT
import CMatines
import Glibc

/// `matines sms TEXT`: what a text takes as text messages; nothing is sent.
struct SMSCommand {
  private let text: String
  private let arguments: Arguments
  private let language: Language

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow(["--to", "--transliterate", "--json"], language)
    guard rest.count == 1, let text = rest.first else {
      throw .usage(
        language("sms veut un texte, entre guillemets", "sms wants one text, in quotes"))
    }
    self.text = text
    self.arguments = arguments
    self.language = language
  }

  func run() throws(Failure) {
    let text = try answer()
    let estimate = try JSONReader.read(text)
    if arguments.has("--json") {
      try Terminal().print(text)
    } else {
      try show(estimate)
    }
    let refused = estimate["refused"].text
    guard refused.isEmpty else {
      throw .refused(language("ne serait pas envoyé : ", "would not be sent: ") + refused)
    }
  }

  /// A folder without a configuration is no mistake: the usual options are followed then.
  private func answer() throws(Failure) -> String {
    let options = arguments.has("--transliterate") ? #"{"transliterate":true}"# : nil
    let phone = arguments.value("--to")
    let isConfigured =
      arguments.value("--config") != nil || access(ConfigurationFile.usual, F_OK) == 0
    guard isConfigured else {
      return try Engine.freeDocument { matines_sms_estimate(nil, phone, text, options, $0) }
    }
    return try Engine(arguments, language).document { handle, output in
      matines_sms_estimate(handle, phone, text, options, output)
    }
  }

  private func show(_ estimate: JSONValue) throws(Failure) {
    let terminal = Terminal()
    let units = estimate["units"].integer ?? 0
    let parts = estimate["parts"].integer ?? 0
    let counts = language(
      "\(units) \(units == 1 ? "unité" : "unités"), \(parts) \(parts == 1 ? "partie" : "parties")",
      "\(units) \(units == 1 ? "unit" : "units"), \(parts) \(parts == 1 ? "part" : "parts")")
    try terminal.print(
      terminal.heading(estimate["encoding"].text + language(" : ", ": ") + counts))
    if let position = estimate["culprit"]["position"].integer {
      try terminal.print(accusation(of: estimate["culprit"], after: position))
    }
    if estimate["text"].text != text {
      let sent = Terminal.clean(estimate["text"].text)
      try terminal.print(language("Serait envoyé : ", "Would be sent: ") + sent)
    }
    try showCost(estimate, on: terminal)
  }

  private func accusation(of culprit: JSONValue, after position: Int64) -> String {
    let character = Terminal.clean(culprit["character"].text)
    let number = culprit["code_point"].text
    let french = position == 0 ? "au début" : "en position \(position + 1)"
    let english = position == 0 ? "at the start" : "at position \(position + 1)"
    return language(
      "« \(character) » (\(number)), \(french), contraint à l’UCS-2",
      "“\(character)” (\(number)), \(english), makes it UCS-2")
  }

  private func showCost(_ estimate: JSONValue, on terminal: Terminal) throws(Failure) {
    let cost = estimate["cost"].text
    if !cost.isEmpty {
      let amount = "\(cost) \(estimate["currency"].text)"
      try terminal.print(language("Coût : ", "Cost: ") + amount)
    } else if arguments.value("--to") != nil {
      try terminal.print(
        language(
          "Coût inconnu : aucun prix pour ce numéro", "Cost unknown: no price for that number"))
    }
  }
}
