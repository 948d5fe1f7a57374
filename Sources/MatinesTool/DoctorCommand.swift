// SPDX-License-Identifier: MIT
import CMatines

/// `matines doctor`: what is wrong with the set-up, and what to do.
struct DoctorCommand {
  private let arguments: Arguments
  private let language: Language

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow(["--json", "--strict"], language)
    guard rest.isEmpty else {
      throw .usage(language("doctor ne prend que des options", "doctor takes options only"))
    }
    self.arguments = arguments
    self.language = language
  }

  func run() throws(Failure) {
    let path = arguments.value("--config") ?? ConfigurationFile.usual
    let file = try ConfigurationFile(path, language)
    let text = try Engine.freeDocument { matines_doctor(file.text, language.tag, $0) }
    let findings = try JSONReader.read(text)["findings"].elements
    let terminal = Terminal()
    if arguments.has("--json") {
      try terminal.print(text)
    } else {
      for finding in findings { try print(finding, terminal) }
    }
    let errors = count("error", findings)
    let warnings = count("warning", findings)
    guard errors == 0, warnings == 0 || !arguments.has("--strict") else {
      throw .refused("\(path): \(sum(errors, warnings))")
    }
    if !arguments.has("--json") {
      try terminal.print(warnings == 0 ? language("tout va bien", "all is well") : sum(0, warnings))
    }
  }

  private func print(_ finding: JSONValue, _ terminal: Terminal) throws(Failure) {
    let level = finding["level"].text
    let word = padded(self.word(level), 9)
    let name = padded(finding["check"].text, 18)
    let sentence = Terminal.clean(finding["sentence"].text)
    try terminal.print("\(level == "ok" ? word : terminal.heading(word)) \(name) \(sentence)")
    let advice = Terminal.clean(finding["advice"].text)
    if !advice.isEmpty { try terminal.print("\(padded("", 9)) \(padded("", 18)) → \(advice)") }
  }

  private func word(_ level: String) -> String {
    switch level {
    case "error": language("ERREUR", "ERROR")
    case "warning": language("attention", "warning")
    default: language("bien", "ok")
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func count(_ level: String, _ findings: [JSONValue]) -> Int {
    findings.count { $0["level"].text == level }
  }

  private func sum(_ errors: Int, _ warnings: Int) -> String {
    func some(_ count: Int, _ word: String) -> String {
      "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    let parts = [
      errors > 0 ? some(errors, language("erreur", "error")) : "",
      warnings > 0 ? some(warnings, language("avertissement", "warning")) : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
