// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  /// To those who are told of somebody else’s promotion.
  static let observerEnglish = [
    TemplateText("partials/promotion_observer_title.en.text", observerEnglishTitle),
    TemplateText("partials/promotion_observer_title.en.html", observerEnglishTitle),
    TemplateText("promotion_observer/email.en.subject", observerEnglishSubject),
    TemplateText("promotion_observer/email.en.text", observerEnglishText),
    TemplateText("promotion_observer/email.en.html", observerEnglishHTML),
    TemplateText("promotion_observer/push.en.title", observerEnglishSubject),
    TemplateText("promotion_observer/push.en.text", observerEnglishShort),
    TemplateText("promotion_observer/sms.en.text", observerEnglishShort),
  ]

  private static let observerEnglishTitle = #"""
    {{#is.user.promoted_to_minister}}
    {{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} is now a minister{{#ministry}} \#
    ({{ministry}}){{/ministry}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} is now a super administrator
    {{/is.minister.promoted_to_super_admin}}
    """#

  private static let observerEnglishSubject = #"""
    {{> promotion_observer_title}}
    """#

  private static let observerEnglishShort = #"""
    {{#is.user.promoted_to_minister}}
    {{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} is now a minister{{#ministry}} \#
    ({{ministry}}){{/ministry}}.
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} is now a super administrator.
    {{/is.minister.promoted_to_super_admin}}
    """#

  private static let observerEnglishText = #"""
    Hello,

    {{#is.user.promoted_to_minister}}
    {{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} is now a minister{{#ministry}} \#
    ({{ministry}}){{/ministry}}.

    Their new permissions are active. Nothing is asked of you.
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} is now a super administrator.

    Their new permissions are active. Nothing is asked of you.
    {{/is.minister.promoted_to_super_admin}}
    {{#link}}

    Open the back-office:
    {{link}}
    {{/link}}

    --\#u{20}
    You receive this message because you are a super administrator.

    """#

  private static let observerEnglishHTML = #"""
    {{<mail}}
    {{$title}}{{> promotion_observer_title}}{{/title}}
    {{$body}}
    {{<paragraph}}{{$text}}\#
    Hello,\#
    {{/text}}{{/paragraph}}
    {{#is.user.promoted_to_minister}}
    {{<paragraph}}{{$text}}\#
    {{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} is now a minister{{#ministry}} \#
    ({{ministry}}){{/ministry}}.\#
    {{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}\#
    Their new permissions are active. Nothing is asked of you.\#
    {{/text}}{{/paragraph}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{<paragraph}}{{$text}}\#
    {{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} is now a super administrator.\#
    {{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}\#
    Their new permissions are active. Nothing is asked of you.\#
    {{/text}}{{/paragraph}}
    {{/is.minister.promoted_to_super_admin}}
    {{<button}}{{$label}}Open the back-office{{/label}}{{/button}}
    {{/body}}
    {{$footer}}\#
    You receive this message because you are a super administrator.\#
    {{/footer}}
    {{/mail}}

    """#
}
