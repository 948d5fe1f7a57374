// SPDX-License-Identifier: MIT

extension PromotionWording {
  /// For those who are told of somebody else's promotion.
  static func frenchObserver(_ step: Step, _ facts: Facts) -> PromotionWording {
    let who = facts.name ?? "Un membre"
    let rank = step == .minister ? "ministre" : "super-administrateur"
    let ministry = step == .minister ? facts.ministry.map { " (\($0))" } ?? "" : ""
    return PromotionWording(
      language: "fr", title: "\(who) accède au rang de \(rank)\(ministry)",
      short: "\(who) accède au rang de \(rank)\(ministry).", greeting: "Bonjour,",
      paragraphs: [
        "\(who) accède au rang de \(rank)\(ministry).",
        "Ses nouveaux droits sont actifs. Rien ne vous est demandé.",
      ], button: "Ouvrir le back-office",
      footer: "Ce message vous est adressé parce que vous êtes super-administrateur.")
  }

  static func englishObserver(_ step: Step, _ facts: Facts) -> PromotionWording {
    let who = facts.name ?? "A member"
    let rank = step == .minister ? "a minister" : "a super administrator"
    let ministry = step == .minister ? facts.ministry.map { " (\($0))" } ?? "" : ""
    return PromotionWording(
      language: "en", title: "\(who) is now \(rank)\(ministry)",
      short: "\(who) is now \(rank)\(ministry).", greeting: "Hello,",
      paragraphs: [
        "\(who) is now \(rank)\(ministry).",
        "Their new permissions are active. Nothing is asked of you.",
      ], button: "Open the back-office",
      footer: "You receive this message because you are a super administrator.")
  }
}
