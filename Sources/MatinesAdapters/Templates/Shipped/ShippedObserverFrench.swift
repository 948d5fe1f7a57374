// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  /// To those who are told of somebody else’s promotion.
  static let observerFrench = [
    TemplateText("partials/promotion_observer_title.fr.text", observerFrenchTitle),
    TemplateText("partials/promotion_observer_title.fr.html", observerFrenchTitle),
    TemplateText("promotion_observer/email.fr.subject", observerFrenchSubject),
    TemplateText("promotion_observer/email.fr.text", observerFrenchText),
    TemplateText("promotion_observer/email.fr.html", observerFrenchHTML),
    TemplateText("promotion_observer/push.fr.title", observerFrenchSubject),
    TemplateText("promotion_observer/push.fr.text", observerFrenchShort),
    TemplateText("promotion_observer/sms.fr.text", observerFrenchShort),
  ]

  private static let observerFrenchTitle = #"""
    {{#is.user.promoted_to_minister}}
    {{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} accède au rang de \#
    ministre{{#ministry}} ({{ministry}}){{/ministry}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} accède au rang de \#
    super-administrateur
    {{/is.minister.promoted_to_super_admin}}
    """#

  private static let observerFrenchSubject = #"""
    {{> promotion_observer_title}}
    """#

  /// Letters that a text message carries at full length: no ê, no typographic apostrophe
  /// (GSM 03.38).
  private static let observerFrenchShort = #"""
    {{#is.user.promoted_to_minister}}
    {{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} accède au rang de \#
    ministre{{#ministry}} ({{ministry}}){{/ministry}}.
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} accède au rang de \#
    super-administrateur.
    {{/is.minister.promoted_to_super_admin}}
    """#

  private static let observerFrenchText = #"""
    Bonjour,

    {{#is.user.promoted_to_minister}}
    {{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} accède au rang de \#
    ministre{{#ministry}} ({{ministry}}){{/ministry}}.

    Ses nouveaux droits sont actifs. Rien ne vous est demandé.
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} accède au rang de \#
    super-administrateur.

    Ses nouveaux droits sont actifs. Rien ne vous est demandé.
    {{/is.minister.promoted_to_super_admin}}
    {{#link}}

    Ouvrir le back-office:
    {{link}}
    {{/link}}

    --\#u{20}
    Ce message vous est adressé parce que vous êtes super-administrateur.

    """#

  private static let observerFrenchHTML = #"""
    {{<mail}}
    {{$title}}{{> promotion_observer_title}}{{/title}}
    {{$body}}
    {{<paragraph}}{{$text}}\#
    Bonjour,\#
    {{/text}}{{/paragraph}}
    {{#is.user.promoted_to_minister}}
    {{<paragraph}}{{$text}}\#
    {{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} accède au rang de \#
    ministre{{#ministry}} ({{ministry}}){{/ministry}}.\#
    {{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}\#
    Ses nouveaux droits sont actifs. Rien ne vous est demandé.\#
    {{/text}}{{/paragraph}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{<paragraph}}{{$text}}\#
    {{#name}}{{name}}{{/name}}{{^name}}Un membre{{/name}} accède au rang de \#
    super-administrateur.\#
    {{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}\#
    Ses nouveaux droits sont actifs. Rien ne vous est demandé.\#
    {{/text}}{{/paragraph}}
    {{/is.minister.promoted_to_super_admin}}
    {{<button}}{{$label}}Ouvrir le back-office{{/label}}{{/button}}
    {{/body}}
    {{$footer}}\#
    Ce message vous est adressé parce que vous êtes super-administrateur.\#
    {{/footer}}
    {{/mail}}

    """#
}
