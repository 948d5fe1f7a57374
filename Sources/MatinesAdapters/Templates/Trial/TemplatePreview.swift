// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What templates make of sample values, message by message, as JSON.
package enum TemplatePreview {
  /// Of a folder, with the shipped templates behind it; without one, of those alone.
  package static func write(
    _ folder: String?, _ asked: TemplateRequest, now: Instant
  ) throws(OpenFailure) -> String {
    if asked.wantsSources { return sources() }
    let set =
      if let folder { try TemplateShelf.set(of: TemplateFolder(folder).read()) } else {
        try TemplateShelf.shipped.get()
      }
    if let template = asked.sample.template, !set.templates.contains(template) {
      throw .configuration(
        InvalidValue("template", .malformed("there is no template \(template.text)")))
    }
    let trials = set.wording.trials([asked.sample], of: asked.sample.template)
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginArray("messages")
    for trial in trials where asked.wants(trial) { write(trial, set, now, to: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  /// The shipped files as they are: a start for one's own.
  private static func sources() -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginArray("sources")
    for text in ShippedTemplates.texts {
      writer.beginObject()
      writer.member("path", text.path)
      writer.member("text", String(decoding: text.octets, as: UTF8.self))
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  /// A message that could not be written says why instead.
  private static func write(
    _ trial: TemplateTrial, _ set: TemplateSet, _ now: Instant, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.member("template", trial.template.text)
    writer.member("event", trial.event.text)
    writer.member("channel", trial.channel == .webpush ? "push" : trial.channel.text)
    writer.member("locale", trial.language.text)
    do throws(RenderFailure) {
      let (message, gaps) = try trial.write(by: set, now: now)
      let measure = trial.channel == .sms ? try measure(message.text) : nil
      write(message, measure, on: trial.channel, to: &writer)
      writer.beginArray("warnings")
      for gap in gaps { writer.element(gap.words) }
      writer.endArray()
    } catch {
      writer.member("error", error.why)
    }
    writer.endObject()
  }

  private static func measure(_ text: String) throws(RenderFailure) -> SMSMeasure {
    do throws(InvalidValue) {
      return try SMSText(text).measure
    } catch {
      throw RenderFailure(error.description)
    }
  }

  private static func write(
    _ message: Rendered, _ measure: SMSMeasure?, on channel: ChannelName,
    to writer: inout JSONWriter
  ) {
    writer.text("title", channel.needsTitle ? message.title : nil)
    writer.member("text", message.text)
    writer.text("html", message.html)
    guard let measure else { return }
    writer.member("encoding", measure.encoding.rawValue)
    writer.member("units", Int64(measure.units))
    writer.member("parts", Int64(measure.parts))
  }
}

/// A request for previews: a sample, and which of its messages are wanted.
package struct TemplateRequest: Sendable {
  let sample: TemplateSample
  private let locale: LanguageTag?
  private let channel: ChannelName?
  let wantsSources: Bool

  package init(_ text: String) throws(InvalidValue) {
    let reader = try ObjectReader(
      TemplateSample.parse(text, "request"), at: "request",
      members: TemplateSample.members + ["locale", "channel", "sources"])
    sample = try TemplateSample(reader)
    wantsSources = try reader.flag("sources") ?? false
    locale = try reader.string("locale").map { tag throws(InvalidValue) in
      try LanguageTag(tag, field: "request.locale")
    }
    channel = try reader.string("channel").map { name throws(InvalidValue) in
      name == "push" ? .webpush : try ChannelName(name, field: "request.channel")
    }
  }

  func wants(_ trial: TemplateTrial) -> Bool {
    (locale == nil || locale?.text == trial.language.text)
      && (channel == nil || channel == trial.channel)
  }
}
