// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The policy: valid, and where it is said to be; and who finds the words for its templates.
struct PolicyCheck: Check {
  private static let name = "policy"

  func findings(_ patient: Patient) -> [Finding] {
    do throws(OpenFailure) {
      let policy = try Registry.policy(patient.document).0.policy
      return [
        .ok(Self.name, "la règle est valide", "the policy is valid")
      ] + wordless(policy, carriesItself: carriesItself(patient.document))
    } catch {
      return [refusal(error, patient.document.policy)]
    }
  }

  private func refusal(
    _ failure: OpenFailure, _ source: EngineDocument.PolicySource
  ) -> Finding {
    let why = Words(failure)
    guard case .file(let path) = source else {
      return .error(
        Self.name,
        Words("la règle est refusée : \(why.french)", "the policy is refused: \(why.english)"),
        advice: Words(
          "corrigez « policy » dans la configuration", "correct “policy” in the configuration"))
    }
    return .error(
      Self.name,
      Words(
        "le fichier de règle \(path) est refusé : \(why.french)",
        "the policy file \(path) is refused: \(why.english)"),
      advice: Words(
        "voyez toutes ses erreurs : matines policy check \(path)",
        "see all that is wrong with it: matines policy check \(path)"))
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

  /// Their words must come from the running host: from its renderer, or where it sends itself.
  private func wordless(_ policy: Policy, carriesItself: Bool) -> [Finding] {
    let ours: Set<TemplateName> = [.promotion, .promotionObserver]
    let used = policy.rules.values.flatMap { [$0.template] + $0.observers.map(\.template) }
    let names = Set(used).subtracting(ours).map(\.text).sorted()
    guard !names.isEmpty else { return [] }
    let list = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? "…" : "")
    let whence =
      carriesItself
      ? Words(
        " ; ce que Matines envoie elle-même les tient de matines_set_renderer",
        "; what Matines sends itself has them from matines_set_renderer")
      : Words(
        ", en envoyant ce que donne matines_take",
        ", sending what matines_take gives")
    return [
      .ok(
        "templates", "l’application met elle-même en mots : \(list)\(whence.french)",
        "the application finds the words for: \(list)\(whence.english)")
    ]
  }
}
