// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  /// To the person who was promoted.
  static let promotionEnglish = [
    TemplateText("partials/promotion_title.en.text", promotionEnglishTitle),
    TemplateText("partials/promotion_title.en.html", promotionEnglishTitle),
    TemplateText("promotion/email.en.subject", promotionEnglishSubject),
    TemplateText("promotion/email.en.text", promotionEnglishText),
    TemplateText("promotion/email.en.html", promotionEnglishHTML),
    TemplateText("promotion/push.en.title", promotionEnglishSubject),
    TemplateText("promotion/push.en.text", promotionEnglishShort),
    TemplateText("promotion/sms.en.text", promotionEnglishShort),
  ]

  private static let promotionEnglishTitle = #"""
    {{#is.user.promoted_to_minister}}
    You are now a minister{{#ministry}} ({{ministry}}){{/ministry}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    You are now a super administrator
    {{/is.minister.promoted_to_super_admin}}
    """#

  private static let promotionEnglishSubject = #"""
    {{> promotion_title}}
    """#

  private static let promotionEnglishShort = #"""
    {{#is.user.promoted_to_minister}}
    Congratulations! Your role of minister{{#ministry}} ({{ministry}}){{/ministry}} is \#
    active.
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    Congratulations! Your role of super administrator is active.
    {{/is.minister.promoted_to_super_admin}}
    """#

  private static let promotionEnglishText = #"""
    Hello{{#name}} {{name}}{{/name}},

    {{#is.user.promoted_to_minister}}
    Congratulations! You are now a minister{{#ministry}} ({{ministry}}){{/ministry}}.

    Your new permissions are active: you will find them in the back-office on your next \#
    visit.
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    Congratulations! You are now a super administrator.

    This role opens the whole back-office: accounts, roles and settings. Your new \#
    permissions are active.
    {{/is.minister.promoted_to_super_admin}}
    {{#link}}

    Open the back-office:
    {{link}}
    {{/link}}

    --\#u{20}
    You receive this message because your permissions have changed. If you did not expect \#
    it, tell your administrators.

    """#

  private static let promotionEnglishHTML = #"""
    {{<mail}}
    {{$title}}{{> promotion_title}}{{/title}}
    {{$body}}
    {{<paragraph}}{{$text}}\#
    Hello{{#name}} {{name}}{{/name}},\#
    {{/text}}{{/paragraph}}
    {{#is.user.promoted_to_minister}}
    {{<paragraph}}{{$text}}\#
    Congratulations! You are now a minister{{#ministry}} ({{ministry}}){{/ministry}}.\#
    {{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}\#
    Your new permissions are active: you will find them in the back-office on your next \#
    visit.\#
    {{/text}}{{/paragraph}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{<paragraph}}{{$text}}\#
    Congratulations! You are now a super administrator.\#
    {{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}\#
    This role opens the whole back-office: accounts, roles and settings. Your new \#
    permissions are active.\#
    {{/text}}{{/paragraph}}
    {{/is.minister.promoted_to_super_admin}}
    {{<button}}{{$label}}Open the back-office{{/label}}{{/button}}
    {{/body}}
    {{$footer}}\#
    You receive this message because your permissions have changed. If you did not expect \#
    it, tell your administrators.\#
    {{/footer}}
    {{/mail}}

    """#
}
