// SPDX-License-Identifier: MIT
import CMatines

/// `matines template`: the words of messages, before any is sent. It needs no configuration.
struct TemplateCommand {
  private enum Task: String {
    case lint, preview, copy
  }

  private let task: Task
  /// Nil for the templates of the library.
  private let folder: String?
  private let target: String
  private let arguments: Arguments
  private let language: Language

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    guard let task = rest.first.flatMap(Task.init(rawValue:)) else {
      throw .usage(
        language(
          "template veut lint, preview ou copy", "template wants lint, preview or copy"))
    }
    let options: Set<String> =
      switch task {
      case .lint: ["--data", "--shipped", "--strict", "--json"]
      case .preview: ["--data", "--shipped", "--locale", "--out"]
      case .copy: []
      }
    try arguments.allow(options, language)
    let folders = rest.dropFirst()
    guard folders.count == (arguments.has("--shipped") ? 0 : 1) else {
      throw .usage(
        language(
          "template \(task.rawValue) veut un dossier", "template \(task.rawValue) wants a folder"))
    }
    guard task != .preview || arguments.value("--out") != nil else {
      throw .usage(
        language("template preview veut --out DOSSIER", "template preview wants --out DIR"))
    }
    self.task = task
    self.arguments = arguments
    self.language = language
    folder = task == .copy ? nil : folders.first
    target = (task == .copy ? folders.first : arguments.value("--out")) ?? ""
  }

  func run() throws(Failure) {
    switch task {
    case .lint: try lint()
    case .preview: try preview()
    case .copy: try copy()
    }
  }

  private func lint() throws(Failure) {
    let sample = try sample()
    let text = try document { matines_template_lint(folder, sample, $0) }
    let report = try JSONReader.read(text)
    let errors = report["errors"].integer ?? 0
    let warnings = report["warnings"].integer ?? 0
    if arguments.has("--json") {
      try Terminal().print(text)
    } else {
      for finding in report["findings"].elements { try Terminal().print(line(finding)) }
      try Terminal().print(counts(errors, warnings))
    }
    guard errors == 0, warnings == 0 || !arguments.has("--strict") else {
      throw .refused(
        language("les modèles ne sont pas bons", "the templates are not good"))
    }
  }

  private func line(_ finding: JSONValue) -> String {
    let place = [finding["file"].text, finding["line"].integer.map(String.init) ?? ""]
      .filter { !$0.isEmpty }.joined(separator: ":")
    let level =
      finding["level"].text == "error"
      ? language("erreur", "error") : language("avertissement", "warning")
    let words = language(finding["fr"].text, finding["en"].text)
    return Terminal.clean(place + language(" : ", ": ") + level + language(" : ", ": ") + words)
  }

  private func counts(_ errors: Int64, _ warnings: Int64) -> String {
    language(
      "\(errors) \(errors < 2 ? "erreur" : "erreurs"), "
        + "\(warnings) \(warnings < 2 ? "avertissement" : "avertissements")",
      "\(errors) \(errors == 1 ? "error" : "errors"), "
        + "\(warnings) \(warnings == 1 ? "warning" : "warnings")")
  }

  private func sample() throws(Failure) -> String? {
    guard let path = arguments.value("--data") else { return nil }
    return try ConfigurationFile(path, language).text
  }

  /// Where the library refuses the sample, its file is named.
  private func document(
    _ call: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> matines_status
  ) throws(Failure) -> String {
    do throws(Failure) {
      return try Engine.freeDocument(call)
    } catch {
      guard let path = arguments.value("--data"), case .refused(let why) = error,
        why.hasPrefix("request") || why.hasPrefix("sample")
      else { throw error }
      throw .refused("\(path): \(why)")
    }
  }
}

extension TemplateCommand {
  private func preview() throws(Failure) {
    let request = try sample() ?? Self.usual
    let text = try document { matines_template_preview(folder, request, $0) }
    let wanted = arguments.value("--locale")
    let messages = try JSONReader.read(text)["messages"].elements.filter {
      wanted == nil || $0["locale"].text == wanted
    }
    guard !messages.isEmpty else {
      throw .refused(language("aucun message", "no message"))
    }
    let output = OutputFolder(target)
    var written = 0
    for message in messages where try write(message, into: output) { written += 1 }
    try Terminal().print(
      language("\(written) messages dans \(target)", "\(written) messages in \(target)"))
    guard written == messages.count else {
      let failed = messages.count - written
      throw .refused(
        language(
          "\(failed) \(failed < 2 ? "message non écrit" : "messages non écrits")",
          "\(failed) \(failed == 1 ? "message" : "messages") not written"))
    }
  }

  /// False where there are no words to write, which is said.
  private func write(_ message: JSONValue, into folder: OutputFolder) throws(Failure) -> Bool {
    let place =
      "\(message["template"].text)/\(message["event"].text)/"
      + "\(message["channel"].text).\(message["locale"].text)"
    for warning in message["warnings"].elements {
      Terminal.complain("\(place): \(Terminal.clean(warning.text))")
    }
    let error = message["error"].text
    guard error.isEmpty else {
      Terminal.complain("\(place): \(Terminal.clean(error))")
      return false
    }
    var lines = [message["title"].text, message["text"].text].filter { !$0.isEmpty }
    if let parts = message["parts"].integer {
      lines.append(
        "[\(message["encoding"].text), \(message["units"].integer ?? 0), "
          + language(
            "\(parts) \(parts < 2 ? "partie" : "parties")]",
            "\(parts) \(parts == 1 ? "part" : "parts")]"))
    }
    try folder.write(lines.joined(separator: "\n\n"), to: "\(place).txt", replacing: true)
    let html = message["html"].text
    if !html.isEmpty { try folder.write(html, to: "\(place).html", replacing: true) }
    return true
  }

  private func copy() throws(Failure) {
    let text = try Engine.freeDocument {
      matines_template_preview(nil, #"{"sources":true}"#, $0)
    }
    let sources = try JSONReader.read(text)["sources"].elements
    let output = OutputFolder(target)
    for source in sources {
      try output.write(source["text"].text, to: source["path"].text, replacing: false)
    }
    try Terminal().print(
      language("\(sources.count) fichiers dans \(target)", "\(sources.count) files in \(target)"))
  }

  /// For who has no sample yet: values of the role events.
  private static let usual = #"""
    {"data": {"name": "Jeanne Martin", "ministry": "Éducation nationale", "targetUrl": "/",
      "role": "minister"}, "time_zone": "Europe/Paris"}
    """#
}
