// SPDX-License-Identifier: MIT
import MatinesDomain

/// The document itself: every member that `matines_open` would refuse.
struct ConfigurationCheck: Check {
  func findings(_ patient: Patient) -> [Finding] {
    guard patient.faults.isEmpty else { return patient.faults.map(Self.refusal) }
    return [
      .ok("configuration", "la configuration se lit", "the configuration can be read")
    ]
  }

  static func refusal(_ fault: InvalidValue) -> Finding {
    let member = fault.field
    return .error(
      "configuration",
      Words("réglage refusé : \(Words(fault).french)", "refused setting: \(Words(fault).english)"),
      advice: advice(member)
        ?? Words(
          "corrigez « \(member) » : voir matines_open() dans matines.h",
          "correct “\(member)”: see matines_open() in matines.h"))
  }

  private static func advice(_ member: String) -> Words? {
    switch member {
    case "webpush.subject": PushCheck.subjectAdvice
    case "store":
      Words(
        "nommez le fichier de la base : \"store\": \"sqlite:matines.db\"",
        "name the file of the store: \"store\": \"sqlite:matines.db\"")
    default: nil
    }
  }
}

extension Words {
  /// What is wrong with a value. The detail of a malformed one is the library's, in English.
  init(_ fault: InvalidValue) {
    let french =
      switch fault.problem {
      case .missing: "manque"
      case .empty: "est vide"
      case .tooLong(let octets): "dépasse \(octets) octets"
      case .notText: "contient des caractères de contrôle"
      case .malformed(let why): why
      }
    self.init("\(fault.field) : \(french)", fault.description)
  }

  /// Why something does not open.
  init(_ failure: OpenFailure) {
    switch failure {
    case .configuration(let fault): self.init(fault)
    default: self.init(failure.words)
    }
  }
}
