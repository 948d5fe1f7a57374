// SPDX-License-Identifier: MIT
import MatinesDomain

/// The page behind the unsubscribe links of e-mails, and whether mail programs may ask there.
struct UnsubscribeCheck: Check {
  private static let name = "unsubscribe"

  func findings(_ patient: Patient) -> [Finding] {
    guard patient.document.mailer != nil, let settings = patient.document.unsubscribe else {
      return []
    }
    if let finding = elsewhere(settings, patient.document.origin) { return [finding] }
    guard settings.isSigned else { return [unsigned] }
    return [
      .ok(
        Self.name, "un clic suffit pour se désabonner, à \(settings.url)",
        "one click unsubscribes, at \(settings.url)")
    ]
  }

  private func elsewhere(_ settings: UnsubscribeSettings, _ origin: String?) -> Finding? {
    guard let origin, TargetURL.resolve(settings.url, origin: origin) == nil else { return nil }
    return .warning(
      Self.name,
      Words(
        "le lien de désabonnement mène hors du site : \(settings.url)",
        "the unsubscribe link leads out of the site: \(settings.url)"),
      advice: Words(
        "donnez une page du site : \"unsubscribe\": {\"url\": \"\(origin)/unsubscribe\"}",
        "give a page of the site: \"unsubscribe\": {\"url\": \"\(origin)/unsubscribe\"}"))
  }

  private var unsigned: Finding {
    .warning(
      Self.name,
      Words(
        "les courriels sont sans List-Unsubscribe : rien ne dit que le serveur les signe (DKIM)",
        "mail goes without List-Unsubscribe: nothing says that the server signs it (DKIM)"),
      advice: Words(
        "faites signer List-Unsubscribe et List-Unsubscribe-Post, puis ajoutez \"dkim\": true",
        "have List-Unsubscribe and List-Unsubscribe-Post signed, then add \"dkim\": true"))
  }
}
