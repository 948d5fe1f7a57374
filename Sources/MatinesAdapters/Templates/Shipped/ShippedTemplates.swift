// SPDX-License-Identifier: MIT

/// The set that comes with the library: the words of the two role events, in French and English.
/// A folder of the operator's may replace any of its files by one of the same name.
///
/// The sentences lie in the catalogues, the forms of messages in partials: a message that is
/// changed in one place is changed in its letter, in its HTML and in both languages.
enum ShippedTemplates {
  static let texts: [TemplateText] =
    catalogues + layout + promotion + observer + words("promotion") + words("promotion_observer")

  private static let catalogues = [
    TemplateText("messages.en.json", englishMessages),
    TemplateText("messages.fr.json", frenchMessages),
  ]

  /// What a channel says in a language is what the partials say in that language's words; without
  /// files of its own nobody would take the language for one that the template speaks.
  private static func words(_ template: String) -> [TemplateText] {
    ["en", "fr"].flatMap { language in
      [
        TemplateText("\(template)/email.\(language).subject", "{{> \(template)_title}}\n"),
        TemplateText("\(template)/email.\(language).text", "{{> \(template)}}\n"),
        TemplateText("\(template)/email.\(language).html", "{{> \(template)}}\n"),
        TemplateText("\(template)/push.\(language).title", "{{> \(template)_title}}\n"),
        TemplateText("\(template)/push.\(language).text", "{{> \(template)_short}}\n"),
        TemplateText("\(template)/sms.\(language).text", "{{> \(template)_short}}\n"),
      ]
    }
  }

  /// A sentence that each of the two events has, in the catalogue by the name of the new role.
  static func sentence(_ start: String, _ end: String) -> String {
    """
    {{#is.user.promoted_to_minister}}
    {{messages.\(start).minister.\(end)}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{messages.\(start).super_admin.\(end)}}
    {{/is.minister.promoted_to_super_admin}}

    """
  }
}
