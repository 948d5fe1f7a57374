// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// One message being rendered: its parts see the same values.
struct TemplateMessage {
  typealias Formats = @Sendable (ICUFormats.Form, JSON) -> String?

  private let parts: TemplateParts
  private let request: RenderRequest
  private let values: [JSON]
  private let formats: Formats
  private(set) var gaps: [MustacheGap] = []

  init(
    _ parts: TemplateParts, _ request: RenderRequest, values: [JSON],
    formats: @escaping Formats
  ) {
    self.parts = parts
    self.request = request
    self.values = values
    self.formats = formats
  }

  mutating func render() throws(RenderFailure) -> Rendered {
    let title = RenderedText.title(try octets(parts.title))
    let text = RenderedText.text(try octets(parts.text), isLetter: request.channel == .email)
    let channel = request.channel
    guard !channel.needsTitle || !title.isEmpty, !channel.needsText || !text.isEmpty else {
      throw .unknown(lack(title.isEmpty && channel.needsTitle ? parts.title : parts.text))
    }
    let html = parts.html == nil ? nil : String(decoding: try octets(parts.html), as: UTF8.self)
    return Rendered(title: title, text: text, html: html, language: parts.language)
  }

  private func lack(_ part: Mustache?) -> String {
    let lack = "template \(request.template.text) has no wording for event \(request.event.text)"
    guard let part,
      let gap = gaps.first(where: { $0.kind == .missing && $0.template == part.name })
    else { return lack }
    return "\(lack): \(part.name) is empty, nothing was given for {{\(gap.name)}}"
  }

  private mutating func octets(_ template: Mustache?) throws(RenderFailure) -> [UInt8] {
    guard let template else { return [] }
    let source = TemplateIncludes(parts.partials, template.escaping, formats)
    do throws(MustacheFailure) {
      let result = try template.render(values, source: source)
      gaps += result.gaps
      return result.octets
    } catch {
      throw RenderFailure("template \(error.description)")
    }
  }
}

/// What one part of a message finds outside itself. Each tag asks for it, hence it is shared.
private final class TemplateIncludes: MustacheSource {
  private let partials: TemplatePartials
  private let escaping: Mustache.Escaping
  private let formats: TemplateMessage.Formats

  init(
    _ partials: TemplatePartials, _ escaping: Mustache.Escaping,
    _ formats: @escaping TemplateMessage.Formats
  ) {
    self.partials = partials
    self.escaping = escaping
    self.formats = formats
  }

  func partial(_ name: String) -> Mustache? { partials.partial(name, for: escaping) }

  func message(_ name: String, in context: MustacheContext) -> Mustache? {
    partials.messages.message(name, in: context)
  }

  func member(_ name: String, of value: JSON) -> String? {
    ICUFormats.Form(rawValue: name).flatMap { formats($0, value) }
  }
}
