// SPDX-License-Identifier: MIT
import CMatines

/// What the library says of a policy document; it needs neither configuration nor store.
struct PolicyCheck {
  let text: String
  let report: JSONValue

  init(_ path: String, _ language: Language) throws(Failure) {
    let file = try ConfigurationFile(path, language)
    text = try Engine.freeDocument { matines_policy_check(file.text, $0) }
    report = try JSONReader.read(text)
  }

  var isValid: Bool { report["valid"].isTrue }

  /// `path: message (hint)`, one for each error.
  var lines: [String] {
    report["errors"].elements.map { error in
      let hint = error["hint"].text
      let line = "\(error["path"].text): \(error["message"].text)"
      return Terminal.clean(hint.isEmpty ? line : "\(line) (\(hint))")
    }
  }

  func refusal(_ path: String, _ language: Language) -> Failure {
    let count = lines.count
    return .refused(
      language(
        "\(path) : \(count) \(count == 1 ? "erreur" : "erreurs")",
        "\(path): \(count) \(count == 1 ? "error" : "errors")"))
  }
}
