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
      ] + wordless(policy)
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

  /// Their words must come from a renderer, which only the running host has.
  private func wordless(_ policy: Policy) -> [Finding] {
    let ours: Set<TemplateName> = [.promotion, .promotionObserver]
    let used = policy.rules.values.flatMap { [$0.template] + $0.observers.map(\.template) }
    let names = Set(used).subtracting(ours).map(\.text).sorted()
    guard !names.isEmpty else { return [] }
    let list = names.prefix(8).joined(separator: ", ") + (names.count > 8 ? "…" : "")
    return [
      .ok(
        "templates", "l’application met elle-même en mots : \(list) (matines_set_renderer)",
        "the application finds the words for: \(list) (matines_set_renderer)")
    ]
  }
}
