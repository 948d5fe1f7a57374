// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Writes messages by a set of templates, and tells nobody what was missing but its caller.
struct TemplateWriter: Sendable {
  /// Without one no message carries a link.
  private let home: HomeOrigin?
  private let fallback: LanguageTag
  private let formats: ICUFormats

  init(origin: String?, fallback: LanguageTag, zones: any TimeZones) {
    home = origin.flatMap { HomeOrigin($0) }
    self.fallback = fallback
    formats = ICUFormats(zones: zones, fallback: fallback)
  }

  func write(
    _ request: RenderRequest, by set: TemplateSet
  ) throws(RenderFailure) -> (Rendered, gaps: [MustacheGap]) {
    guard
      let parts = set.parts(
        of: request.template, on: request.channel, for: request.locale, else: fallback)
    else {
      throw .unknown(
        set.templates.contains(request.template)
          ? "template \(request.template.text) says nothing on channel \(request.channel.text)"
          : "no wording for template \(request.template.text)")
    }
    let values = TemplateContext.values(
      request, in: parts.language ?? fallback, from: home)
    let reader = Reader(
      person: request.locale, words: parts.language ?? request.locale,
      zone: request.user.timeZone, hasPlainSpaces: request.channel == .sms)
    var message = TemplateMessage(parts, request, values: values) { [formats] form, value in
      formats.text(form, of: value, for: reader)
    }
    let rendered = try message.render()
    return (rendered, message.gaps)
  }
}
