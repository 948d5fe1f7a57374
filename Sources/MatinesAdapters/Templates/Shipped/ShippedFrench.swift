// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  /// The short sentences, which text messages carry, keep to the letters that these have at
  /// full length: no ê, no typographic apostrophe or space (GSM 03.38).
  static let frenchMessages = #"""
    {
      "hello": "Bonjour{{#name}} {{name}}{{/name}},",
      "open": "Ouvrir le back-office",
      "open_at": "Ouvrir le back-office\u00a0:",
      "role.member": "Membre",
      "role.minister": "Ministre",
      "role.super_admin": "Super-administrateur",
      "unsubscribe": "Ne plus recevoir ces messages",
      "unsubscribe_at": "Ne plus recevoir ces messages\u00a0:",
      "when": "Le {{created.datetime}}",

      "promotion.preview": "Vos nouveaux droits sont actifs dès maintenant.",
      "promotion.reason": "Ce message vous est adressé parce que vos droits ont changé. \#
    Si ce changement vous surprend, prévenez votre administration.",
      "promotion.minister.title": "Vous accédez au rang de \#
    ministre{{#ministry}} ({{ministry}}){{/ministry}}",
      "promotion.minister.short": "Félicitations ! Votre rang de \#
    ministre{{#ministry}} ({{ministry}}){{/ministry}} est actif.",
      "promotion.minister.first": "Félicitations\u202f! Vous accédez au rang de \#
    ministre{{#ministry}} ({{ministry}}){{/ministry}}.",
      "promotion.minister.second": "Vos nouveaux droits sont actifs dès maintenant\u00a0: \#
    vous les trouverez dans le back-office à votre prochaine visite.",
      "promotion.super_admin.title": "Vous accédez au rang de super-administrateur",
      "promotion.super_admin.short": "Félicitations ! Votre rang de super-administrateur \#
    est actif.",
      "promotion.super_admin.first": "Félicitations\u202f! Vous accédez au rang de \#
    super-administrateur.",
      "promotion.super_admin.second": "Ce rang ouvre l’ensemble du back-office\u00a0: comptes, \#
    rôles et réglages. Vos nouveaux droits sont actifs dès maintenant.",

      "observer.hello": "Bonjour,",
      "observer.reason": "Ce message vous est adressé parce que vous êtes super-administrateur.",
      "observer.minister.title": "{{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} \#
    accède au rang de ministre{{#ministry}} ({{ministry}}){{/ministry}}",
      "observer.minister.short": "{{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} \#
    accède au rang de ministre{{#ministry}} ({{ministry}}){{/ministry}}.",
      "observer.super_admin.title": "{{#name}}{{name}}{{/name}}{{^name}}Un ministre{{/name}} \#
    accède au rang de super-administrateur",
      "observer.super_admin.short": "{{#name}}{{name}}{{/name}}{{^name}}Un ministre{{/name}} \#
    accède au rang de super-administrateur.",
      "observer.second": "Ses nouveaux droits sont actifs. Rien ne vous est demandé."
    }

    """#
}
