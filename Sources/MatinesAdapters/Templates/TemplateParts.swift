// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The parts of one message in one language, with all they include.
struct TemplateParts: Sendable {
  /// Nil where the files are for every language.
  let language: LanguageTag?
  let title: Mustache?
  let text: Mustache?
  let html: Mustache?
  let partials: TemplatePartials

  var all: [Mustache] { [title, text, html].compactMap { $0 } }

  func isComplete(for channel: ChannelName?) -> Bool {
    guard let channel else { return title != nil }
    return (title != nil || !channel.needsTitle) && (text != nil || !channel.needsText)
  }

  /// All that they include and all messages that they name are there.
  var isSelfContained: Bool {
    let reach = TemplateReach(self, from: all)
    return reach.missing.isEmpty && reach.unsaid.isEmpty
  }
}

/// What templates in one language include, and the messages they name.
struct TemplatePartials: Sendable {
  private let text: [String: Mustache]
  private let html: [String: Mustache]
  let messages: Messages

  init(_ sources: TemplateSources, in language: LanguageTag?, _ plurals: ICUPlurals) {
    messages = sources.messages(in: language, plurals)
    var (text, html): ([String: Mustache], [String: Mustache]) = ([:], [:])
    for place in sources.templates.keys {
      guard case .partial(let name, let isHTML) = place.role else { continue }
      if isHTML {
        html[name] = sources.template(place.role, in: language)
      } else {
        text[name] = sources.template(place.role, in: language)
      }
    }
    self.text = text
    self.html = html
  }

  func partial(_ name: String, for escaping: Mustache.Escaping) -> Mustache? {
    escaping == .html ? html[name] : text[name]
  }
}

extension ChannelName {
  /// A text message has no title, and a bell may have nothing else.
  var needsTitle: Bool { self != .sms }
  var needsText: Bool { self == .sms || self == .email }
}
