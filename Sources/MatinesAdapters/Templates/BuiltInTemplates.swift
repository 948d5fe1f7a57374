// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// The wording the library brings for the two role events, in French and English.
package struct BuiltInTemplates: TemplateRenderer {
  private let origin: String?
  private let fallback: LanguageTag

  /// `origin` is the back-office's own; without it no mail carries a link.
  package init(origin: String?, fallback: LanguageTag) {
    self.origin = origin
    self.fallback = fallback
  }

  package func render(_ request: RenderRequest) throws(RenderFailure) -> Rendered {
    guard [.promotion, .promotionObserver].contains(request.template) else {
      throw RenderFailure.unknown("no wording for template \(request.template.text)")
    }
    let wording = try wording(request)
    guard request.channel == .email else {
      return Rendered(title: wording.title, text: wording.short)
    }
    let mail = PromotionMail(
      wording: wording, link: TargetURL.link(of: request.data, origin: origin))
    return Rendered(title: wording.title, text: mail.text, html: mail.html)
  }

  private func wording(_ request: RenderRequest) throws(RenderFailure) -> PromotionWording {
    let step: PromotionWording.Step
    switch request.event {
    case .promotedToMinister: step = .minister
    case .promotedToSuperAdmin: step = .superAdmin
    default:
      throw RenderFailure.unknown(
        "template \(request.template.text) has no wording for event \(request.event.text)")
    }
    let facts = PromotionWording.Facts(
      name: line("name", of: request), ministry: line("ministry", of: request))
    let isEnglish = isEnglish(request.locale)
    if request.template == .promotionObserver {
      return isEnglish ? .englishObserver(step, facts) : .frenchObserver(step, facts)
    }
    return isEnglish ? .english(step, facts) : .french(step, facts)
  }

  /// RFC 4647, 3.4: the person's language, then the engine's, then French.
  private func isEnglish(_ locale: LanguageTag) -> Bool {
    for tag in locale.fallbacks + fallback.fallbacks {
      if tag.lowercased() == "fr" { return false }
      if tag.lowercased() == "en" { return true }
    }
    return false
  }

  private func member(_ name: String, of request: RenderRequest) -> String? {
    (try? JSON.parse(request.data))?.asObject?[name]?.asString
  }

  /// One line without controls: it stands in a subject.
  private func line(_ name: String, of request: RenderRequest) -> String? {
    guard let text = member(name, of: request) else { return nil }
    let line = PlainText.oneLine(text, limit: 128)
    return line.allSatisfy(\.isWhitespace) ? nil : line
  }
}
