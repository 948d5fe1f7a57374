// SPDX-License-Identifier: MIT
import MatinesDomain

/// The templates: that the folder can be used, and who finds the words for those of the policy.
struct TemplatesCheck: Check {
  private static let name = "templates"

  func findings(_ patient: Patient) -> [Finding] {
    let document = patient.document
    do throws(OpenFailure) {
      let set =
        if let own = try Registry.templates(document) { own.set } else {
          try TemplateShelf.shipped.get()
        }
      let good =
        document.templates.map { path in
          Finding.ok(
            Self.name, "les modèles de \(path) sont bons", "the templates of \(path) are good")
        }
      // What is wrong with a policy is for another check to tell.
      let policy = try? Registry.policy(document).0.policy
      return [good, policy.flatMap { wordless($0, set, document) }].compactMap { $0 }
    } catch {
      return [refusal(error)]
    }
  }

  private func refusal(_ failure: OpenFailure) -> Finding {
    let why = Words(failure)
    return .error(
      Self.name,
      Words(
        "les modèles sont refusés : \(why.french)", "the templates are refused: \(why.english)"),
      advice: Words(
        "corrigez ce fichier, ou retirez-le du dossier « templates » de la configuration ; "
          + "« matines template lint » dit tout à la fois",
        "correct that file, or remove it from the folder “templates” of the configuration; "
          + "“matines template lint” tells all at once"))
  }

  /// Whether any channel is sent by the library.
  private func carriesItself(_ document: EngineDocument) -> Bool {
    let schemes = [document.realtime, document.mailer, document.sms].compactMap { $0?.scheme }
    if schemes.contains(where: { $0.lowercased() != "host" }) { return true }
    return switch document.webpush {
    case .service: true
    case .dsn(let dsn): dsn.scheme.lowercased() != "host"
    case nil: false
    }
  }

  /// Words that no folder has come from the running host: from its renderer, or where it sends
  /// itself.
  private func wordless(
    _ policy: Policy, _ set: TemplateSet, _ document: EngineDocument
  ) -> Finding? {
    let used = policy.rules.values.flatMap { [$0.template] + $0.observers.map(\.template) }
    let names = Set(used).subtracting(set.templates).map(\.text).sorted()
    guard !names.isEmpty else { return nil }
    let list = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? "…" : "")
    let whence =
      carriesItself(document)
      ? Words(
        " ; ce que Matines envoie elle-même les tient de matines_set_renderer",
        "; what Matines sends itself has them from matines_set_renderer")
      : Words(
        ", en envoyant ce que donne matines_take",
        ", sending what matines_take gives")
    return .ok(
      Self.name, "l’application met elle-même en mots : \(list)\(whence.french)",
      "the application finds the words for: \(list)\(whence.english)")
  }
}
