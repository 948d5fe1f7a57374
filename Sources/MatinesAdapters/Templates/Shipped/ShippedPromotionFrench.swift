// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  /// To the person who was promoted.
  static let promotionFrench = [
    TemplateText("partials/promotion_title.fr.text", promotionFrenchTitle),
    TemplateText("partials/promotion_title.fr.html", promotionFrenchTitle),
    TemplateText("promotion/email.fr.subject", promotionFrenchSubject),
    TemplateText("promotion/email.fr.text", promotionFrenchText),
    TemplateText("promotion/email.fr.html", promotionFrenchHTML),
    TemplateText("promotion/push.fr.title", promotionFrenchSubject),
    TemplateText("promotion/push.fr.text", promotionFrenchShort),
    TemplateText("promotion/sms.fr.text", promotionFrenchShort),
  ]

  private static let promotionFrenchTitle = #"""
    {{#is.user.promoted_to_minister}}
    Vous accédez au rang de ministre{{#ministry}} ({{ministry}}){{/ministry}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    Vous accédez au rang de super-administrateur
    {{/is.minister.promoted_to_super_admin}}
    """#

  private static let promotionFrenchSubject = #"""
    {{> promotion_title}}
    """#

  /// Letters that a text message carries at full length: no ê, no typographic apostrophe
  /// (GSM 03.38).
  private static let promotionFrenchShort = #"""
    {{#is.user.promoted_to_minister}}
    Félicitations ! Votre rang de ministre{{#ministry}} ({{ministry}}){{/ministry}} est \#
    actif.
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    Félicitations ! Votre rang de super-administrateur est actif.
    {{/is.minister.promoted_to_super_admin}}
    """#

  private static let promotionFrenchText = #"""
    Bonjour{{#name}} {{name}}{{/name}},

    {{#is.user.promoted_to_minister}}
    Félicitations\#u{202F}! Vous accédez au rang de ministre{{#ministry}} \#
    ({{ministry}}){{/ministry}}.

    Vos nouveaux droits sont actifs dès maintenant\#u{A0}: vous les trouverez dans le \#
    back-office à votre prochaine visite.
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    Félicitations\#u{202F}! Vous accédez au rang de super-administrateur.

    Ce rang ouvre l’ensemble du back-office\#u{A0}: comptes, rôles et réglages. Vos nouveaux \#
    droits sont actifs dès maintenant.
    {{/is.minister.promoted_to_super_admin}}
    {{#link}}

    Ouvrir le back-office:
    {{link}}
    {{/link}}

    --\#u{20}
    Ce message vous est adressé parce que vos droits ont changé. Si ce changement vous \#
    surprend, prévenez votre administration.

    """#

  private static let promotionFrenchHTML = #"""
    {{<mail}}
    {{$title}}{{> promotion_title}}{{/title}}
    {{$body}}
    {{<paragraph}}{{$text}}\#
    Bonjour{{#name}} {{name}}{{/name}},\#
    {{/text}}{{/paragraph}}
    {{#is.user.promoted_to_minister}}
    {{<paragraph}}{{$text}}\#
    Félicitations\#u{202F}! Vous accédez au rang de ministre{{#ministry}} \#
    ({{ministry}}){{/ministry}}.\#
    {{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}\#
    Vos nouveaux droits sont actifs dès maintenant\#u{A0}: vous les trouverez dans le \#
    back-office à votre prochaine visite.\#
    {{/text}}{{/paragraph}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{<paragraph}}{{$text}}\#
    Félicitations\#u{202F}! Vous accédez au rang de super-administrateur.\#
    {{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}\#
    Ce rang ouvre l’ensemble du back-office\#u{A0}: comptes, rôles et réglages. Vos nouveaux \#
    droits sont actifs dès maintenant.\#
    {{/text}}{{/paragraph}}
    {{/is.minister.promoted_to_super_admin}}
    {{<button}}{{$label}}Ouvrir le back-office{{/label}}{{/button}}
    {{/body}}
    {{$footer}}\#
    Ce message vous est adressé parce que vos droits ont changé. Si ce changement vous \#
    surprend, prévenez votre administration.\#
    {{/footer}}
    {{/mail}}

    """#
}
