// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// One message of a template, written with sample values.
struct TemplateTrial {
  let template: TemplateName
  let event: EventName
  let channel: ChannelName
  let language: LanguageTag
  let sample: TemplateSample

  private static let origin = "https://example.org"
  static let zones = ICUTimeZones()

  func write(
    by set: TemplateSet, longest: Bool = false, now: Instant
  ) throws(RenderFailure) -> (Rendered, gaps: [MustacheGap]) {
    let writer = TemplateWriter(
      origin: sample.origin ?? Self.origin, fallback: language, zones: Self.zones)
    return try writer.write(request(longest ? sample.longest : sample.data, now), by: set)
  }

  private func request(_ data: JSON, _ now: Instant) throws(RenderFailure) -> RenderRequest {
    let reader: UserID
    do throws(InvalidValue) {
      reader = try UserID("1")
    } catch {
      throw RenderFailure(error.description)
    }
    return RenderRequest(
      template: template, event: event, channel: channel, locale: language, data: data.written,
      user: User(id: reader, locale: language, timeZone: sample.zone),
      notification: NotificationID(high: 0, low: 0), created: sample.created ?? now,
      unsubscribe: channel == .email ? sample.unsubscribe : nil)
  }
}

extension TemplateWording {
  /// Every message the templates make of the samples: template by template, event by event.
  func trials(_ samples: [TemplateSample], of only: TemplateName?) -> [TemplateTrial] {
    words.keys.filter { only == nil || $0 == only }.sorted { $0.text < $1.text }
      .flatMap { template in
        samples.filter { $0.template == nil || $0.template == template }.flatMap { sample in
          trials(template, sample)
        }
      }
  }

  private func trials(_ template: TemplateName, _ sample: TemplateSample) -> [TemplateTrial] {
    guard let spoken = words[template] else { return [] }
    let channels = spoken.spoken.sorted { $0.text < $1.text }
    return events(of: spoken, sample).flatMap { event in
      channels.flatMap { channel in
        languages(of: spoken, on: channel).map { language in
          TemplateTrial(
            template: template, event: event, channel: channel, language: language, sample: sample)
        }
      }
    }
  }

  /// A template that tells none apart is tried with any.
  private func events(of words: TemplateWords, _ sample: TemplateSample) -> [EventName] {
    if let event = sample.event { return [event] }
    let told = Set(words.all.flatMap { TemplateReach($0, from: $0.all).events })
    let any = try? EventName("sample")
    return told.isEmpty ? [any].compactMap { $0 } : told.sorted { $0.text < $1.text }
  }

  private func languages(of words: TemplateWords, on channel: ChannelName) -> [LanguageTag] {
    let spoken = words.languages(on: channel)
    // Files for every language are tried in one.
    return spoken == [nil] ? [languages.first ?? .english] : spoken.compactMap { $0 }
  }
}
