// SPDX-License-Identifier: MIT

/// What the two role events say, in one language. The short forms keep to letters a text message
/// carries at full length: no ê, no typographic apostrophe (GSM 03.38).
struct PromotionWording {
  enum Step {
    case minister
    case superAdmin
  }

  struct Facts {
    let name: String?
    let ministry: String?
  }

  let language: String
  let title: String
  /// One or two sentences for a bell, a push or a text message.
  let short: String
  let greeting: String
  let paragraphs: [String]
  let button: String
  let footer: String

  static func french(_ step: Step, _ facts: Facts) -> PromotionWording {
    let ministry = facts.ministry.map { " (\($0))" } ?? ""
    let greeting = facts.name.map { "Bonjour \($0)," } ?? "Bonjour,"
    let footer =
      "Ce message vous est adressé parce que vos droits ont changé. "
      + "Si ce changement vous surprend, prévenez votre administration."
    switch step {
    case .minister:
      return PromotionWording(
        language: "fr", title: "Vous accédez au rang de ministre\(ministry)",
        short: "Félicitations ! Votre rang de ministre\(ministry) est actif.",
        greeting: greeting,
        paragraphs: [
          "Félicitations\u{202F}! Vous accédez au rang de ministre\(ministry).",
          "Vos nouveaux droits sont actifs dès maintenant\u{00A0}: "
            + "vous les trouverez dans le back-office à votre prochaine visite.",
        ], button: "Ouvrir le back-office", footer: footer)
    case .superAdmin:
      return PromotionWording(
        language: "fr", title: "Vous accédez au rang de super-administrateur",
        short: "Félicitations ! Votre rang de super-administrateur est actif.",
        greeting: greeting,
        paragraphs: [
          "Félicitations\u{202F}! Vous accédez au rang de super-administrateur.",
          "Ce rang ouvre l’ensemble du back-office\u{00A0}: comptes, rôles et réglages. "
            + "Vos nouveaux droits sont actifs dès maintenant.",
        ], button: "Ouvrir le back-office", footer: footer)
    }
  }

  static func english(_ step: Step, _ facts: Facts) -> PromotionWording {
    let ministry = facts.ministry.map { " (\($0))" } ?? ""
    let greeting = facts.name.map { "Hello \($0)," } ?? "Hello,"
    let footer =
      "You receive this message because your permissions have changed. "
      + "If you did not expect it, tell your administrators."
    switch step {
    case .minister:
      return PromotionWording(
        language: "en", title: "You are now a minister\(ministry)",
        short: "Congratulations! Your role of minister\(ministry) is active.",
        greeting: greeting,
        paragraphs: [
          "Congratulations! You are now a minister\(ministry).",
          "Your new permissions are active: "
            + "you will find them in the back-office on your next visit.",
        ], button: "Open the back-office", footer: footer)
    case .superAdmin:
      return PromotionWording(
        language: "en", title: "You are now a super administrator",
        short: "Congratulations! Your role of super administrator is active.",
        greeting: greeting,
        paragraphs: [
          "Congratulations! You are now a super administrator.",
          "This role opens the whole back-office: accounts, roles and settings. "
            + "Your new permissions are active.",
        ], button: "Open the back-office", footer: footer)
    }
  }
}
