// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  /// To the person who was promoted.
  static let promotion = [
    TemplateText("partials/promotion_title.text", sentence("promotion", "title")),
    TemplateText("partials/promotion_title.html", sentence("promotion", "title")),
    TemplateText("partials/promotion_short.text", sentence("promotion", "short")),
    TemplateText("partials/promotion.text", promotionLetter),
    TemplateText("partials/promotion.html", promotionMail),
  ]

  /// To those who are told of somebody else’s promotion.
  static let observer = [
    TemplateText("partials/promotion_observer_title.text", sentence("observer", "title")),
    TemplateText("partials/promotion_observer_title.html", sentence("observer", "title")),
    TemplateText("partials/promotion_observer_short.text", sentence("observer", "short")),
    TemplateText("partials/promotion_observer_short.html", sentence("observer", "short")),
    TemplateText("partials/promotion_observer.text", observerLetter),
    TemplateText("partials/promotion_observer.html", observerMail),
  ]

  private static let promotionLetter = """
    {{<letter}}
    {{$hello}}
    {{messages.hello}}
    {{/hello}}
    {{$first}}
    \(sentence("promotion", "first"))\
    {{/first}}
    {{$second}}
    \(sentence("promotion", "second"))\
    {{/second}}
    {{$reason}}
    {{messages.promotion.reason}}
    {{/reason}}
    {{/letter}}

    """

  private static let promotionMail = """
    {{<mail}}
    {{$title}}{{> promotion_title}}{{/title}}
    {{$preview}}{{messages.promotion.preview}}{{/preview}}
    {{$body}}
    {{> change}}
    {{<paragraph}}{{$text}}{{messages.hello}}{{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}
    \(sentence("promotion", "first"))\
    {{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}
    \(sentence("promotion", "second"))\
    {{/text}}{{/paragraph}}
    {{/body}}
    {{$reason}}{{messages.promotion.reason}}{{/reason}}
    {{/mail}}

    """

  private static let observerLetter = """
    {{<letter}}
    {{$hello}}
    {{messages.observer.hello}}
    {{/hello}}
    {{$first}}
    {{> promotion_observer_short}}
    {{/first}}
    {{$second}}
    {{messages.observer.second}}
    {{/second}}
    {{$reason}}
    {{messages.observer.reason}}
    {{/reason}}
    {{/letter}}

    """

  private static let observerMail = """
    {{<mail}}
    {{$title}}{{> promotion_observer_title}}{{/title}}
    {{$preview}}{{messages.observer.second}}{{/preview}}
    {{$body}}
    {{> change}}
    {{<paragraph}}{{$text}}{{messages.observer.hello}}{{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}{{> promotion_observer_short}}{{/text}}{{/paragraph}}
    {{<paragraph}}{{$text}}{{messages.observer.second}}{{/text}}{{/paragraph}}
    {{/body}}
    {{$reason}}{{messages.observer.reason}}{{/reason}}
    {{/mail}}

    """
}
