// SPDX-License-Identifier: MIT

/// The policy: valid, and where it is said to be.
struct PolicyCheck: Check {
  private static let name = "policy"

  func findings(_ patient: Patient) -> [Finding] {
    do throws(OpenFailure) {
      _ = try Registry.policy(patient.document)
      return [.ok(Self.name, "la règle est valide", "the policy is valid")]
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
}
