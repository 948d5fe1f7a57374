// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// One template in its languages and on its channels.
struct TemplateWords: Sendable {
  /// By the tag of their language.
  private struct Languages: Sendable {
    var parts: [String: TemplateParts] = [:]
    /// For readers of none of them.
    var first: TemplateParts?
    /// A language in which a part is missing is not spoken yet.
    var incomplete: [TemplateParts] = []

    mutating func add(_ parts: TemplateParts, for channel: ChannelName?, isSpare: Bool) {
      guard parts.isComplete(for: channel), !isSpare || parts.isSelfContained else {
        if !isSpare { incomplete.append(parts) }
        return
      }
      self.parts[parts.language?.text ?? ""] = parts
      if first == nil { first = parts }
    }
  }

  private var channels: [ChannelName: Languages] = [:]
  /// What a channel says that has no file of its own.
  private var others = Languages()

  init(
    _ name: TemplateName, _ sources: TemplateSources,
    _ partials: [LanguageTag?: TemplatePartials]
  ) {
    let places = sources.templates.keys.filter { $0.template?.name == name }
    let spoken = Set(places.compactMap { $0.template?.channel } + [.email, .sms])
    let own = Set(places.compactMap(\.language))
    // Where all its files serve every language, what they include may still tell them apart.
    let all = own.isEmpty ? sources.languages : own.sorted { $0.text < $1.text }
    for language in all.isEmpty ? [nil] : all.map(Optional.some) {
      guard let partials = partials[language] else { continue }
      add(TemplateSearch(sources, name, language, partials), on: spoken, isSpare: false)
    }
    guard !own.isEmpty else { return }
    // Files without a language serve those who read none of the template's own.
    let spare = sources.languages.filter { !own.contains($0) }
    for language in spare.map(Optional.some) + [nil] {
      guard let partials = partials[language] else { continue }
      add(TemplateSearch(sources, name, language, partials), on: spoken, isSpare: true)
    }
  }

  private mutating func add(
    _ search: TemplateSearch, on spoken: Set<ChannelName>, isSpare: Bool
  ) {
    for channel in spoken {
      channels[channel, default: Languages()]
        .add(search.parts(on: channel), for: channel, isSpare: isSpare)
    }
    others.add(search.parts(on: nil), for: nil, isSpare: isSpare)
  }

  /// With what is not complete.
  var all: [TemplateParts] {
    (Array(channels.values) + [others]).flatMap { Array($0.parts.values) + $0.incomplete }
  }

  /// Every channel with files of its own, and those that every template may be sent by.
  var spoken: Set<ChannelName> { Set(channels.keys).union([.webpush]) }

  /// In which languages a channel says all that it has to; nil is every language.
  func languages(on channel: ChannelName) -> [LanguageTag?] {
    (channels[channel] ?? others).parts.values.map(\.language)
      .sorted { ($0?.text ?? "") < ($1?.text ?? "") }
  }

  /// RFC 4647, 3.4: the closest to the person's language, else to the engine's, else what serves
  /// every language, else the first.
  func parts(
    on channel: ChannelName, for person: LanguageTag, else fallback: LanguageTag
  ) -> TemplateParts? {
    let languages = channels[channel] ?? others
    for tag in person.fallbacks {
      if let found = languages.parts[tag] { return found }
    }
    for tag in fallback.fallbacks {
      if let found = languages.parts[tag] { return found }
    }
    return languages.parts[""] ?? languages.first
  }
}

/// Where the parts of a message are found: in the channel's own files, else in those of the
/// channels that say the same as briefly.
private struct TemplateSearch {
  private let sources: TemplateSources
  private let name: TemplateName
  private let language: LanguageTag?
  private let partials: TemplatePartials

  init(
    _ sources: TemplateSources, _ name: TemplateName, _ language: LanguageTag?,
    _ partials: TemplatePartials
  ) {
    self.sources = sources
    self.name = name
    self.language = language
    self.partials = partials
  }

  func parts(on channel: ChannelName?) -> TemplateParts {
    let own = [channel].compactMap { $0 }
    return TemplateParts(
      language: language, title: find(.title, own + [.webpush, .email]),
      text: find(.text, own + [.webpush, .sms]), html: find(.html, own), partials: partials)
  }

  private func find(_ part: TemplatePlace.Part, _ channels: [ChannelName]) -> Mustache? {
    channels.lazy.compactMap { sources.template(.words(name, $0, part), in: language) }.first
  }
}

extension TemplatePlace {
  var template: (name: TemplateName, channel: ChannelName)? {
    guard case .words(let name, let channel, _) = role else { return nil }
    return (name, channel)
  }
}
