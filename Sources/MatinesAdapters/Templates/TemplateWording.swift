// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The templates of some files by their names, and what they include that is not there.
struct TemplateWording: Sendable {
  let words: [TemplateName: TemplateWords]
  let languages: [LanguageTag]
  let missing: [MissingPartial]

  init(_ sources: TemplateSources, _ plurals: ICUPlurals) {
    languages = sources.languages
    var partials: [LanguageTag?: TemplatePartials] = [:]
    for language in [nil] + languages.map(Optional.some) {
      partials[language] = TemplatePartials(sources, in: language, plurals)
    }
    let names = Set(sources.templates.keys.compactMap { $0.template?.name })
    var words: [TemplateName: TemplateWords] = [:]
    for name in names { words[name] = TemplateWords(name, sources, partials) }
    self.words = words
    missing = words.values.flatMap(\.all).flatMap { TemplateReach($0, from: $0.all).missing }
  }
}

/// `{{> name}}` or `{{< name}}` of what no file is.
struct MissingPartial: Hashable, Sendable {
  let file: String
  let line: Int
  /// As the file of a partial is named.
  let partial: String
  let language: LanguageTag?

  var words: String {
    let language = language.map { " in \($0.text)" } ?? ""
    return "line \(line): there is no \(partial)\(language)"
  }
}

/// All that rendering may touch, whatever the values: the templates with their partials, and every
/// text of the messages they name.
struct TemplateReach {
  private(set) var templates: [Mustache] = []
  private(set) var missing: [MissingPartial] = []
  /// Messages that no catalogue of the language has, by where they are named.
  private(set) var unsaid: [(template: Mustache, variable: Mustache.Variable)] = []

  init(_ parts: TemplateParts, from start: [Mustache]) {
    var pending = start
    var seen: Set<String> = []
    while let template = pending.popLast() {
      guard seen.insert(template.name).inserted else { continue }
      templates.append(template)
      for reference in template.references {
        if let found = parts.partials.partial(reference.name, for: template.escaping) {
          pending.append(found)
        } else {
          missing.append(Self.missing(reference, in: template, parts.language))
        }
      }
      for variable in template.variables {
        guard let name = variable.path.message else { continue }
        let texts = parts.partials.messages.texts(of: name)
        if texts.isEmpty { unsaid.append((template, variable)) }
        pending += texts
      }
    }
  }

  private static func missing(
    _ reference: Mustache.Reference, in template: Mustache, _ language: LanguageTag?
  ) -> MissingPartial {
    let form = template.escaping == .html ? "html" : "text"
    let name = PlainText.oneLine(reference.name, limit: 64)
    return MissingPartial(
      file: template.name, line: reference.line, partial: "partials/\(name).\(form)",
      language: language)
  }

  /// The names of the events that the templates tell apart.
  var events: Set<EventName> {
    Set(
      templates.flatMap(\.variables).compactMap { variable in
        let names = variable.path.names
        guard names.count > 1, names[0] == "is" else { return nil }
        return try? EventName(names.dropFirst().joined(separator: "."))
      })
  }
}
