// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The templates of a folder, compiled and with all they include; what the folder lacks, the
/// shipped ones have. Shared by the engines of a process whose folders hold the same.
package final class TemplateSet: Sendable {
  /// Of the names and contents of the files.
  package let digest: [UInt8]
  private let words: [TemplateName: TemplateWords]
  package let languages: [LanguageTag]

  init(
    _ sources: TemplateSources, digest: [UInt8], plurals: ICUPlurals
  ) throws(OpenFailure) {
    self.digest = digest
    languages = sources.languages
    var partials: [LanguageTag?: TemplatePartials] = [:]
    for language in [nil] + languages.map(Optional.some) {
      partials[language] = TemplatePartials(sources, in: language, plurals)
    }
    let names = Set(sources.templates.keys.compactMap { $0.template?.name })
    var words: [TemplateName: TemplateWords] = [:]
    for name in names { words[name] = TemplateWords(name, sources, partials) }
    self.words = words
    for parts in words.values.flatMap(\.all) { try Self.requireReferences(parts) }
  }

  package var templates: Set<TemplateName> { Set(words.keys) }

  /// Nil where no language has all that the channel needs.
  func parts(
    of template: TemplateName, on channel: ChannelName, for person: LanguageTag,
    else fallback: LanguageTag
  ) -> TemplateParts? {
    words[template]?.parts(on: channel, for: person, else: fallback)
  }

  /// A partial that is missing would be rendered as nothing, without a word.
  private static func requireReferences(_ parts: TemplateParts) throws(OpenFailure) {
    var pending = parts.all
    var seen: Set<String> = []
    while let template = pending.popLast() {
      guard seen.insert(template.name).inserted else { continue }
      for reference in template.references {
        guard let partial = parts.partials.partial(reference.name, for: template.escaping) else {
          let form = template.escaping == .html ? "html" : "text"
          let language = parts.language.map { " in \($0.text)" } ?? ""
          throw refusal(
            template.name,
            "line \(reference.line): there is no partials/"
              + "\(PlainText.oneLine(reference.name, limit: 64)).\(form)\(language)")
        }
        pending.append(partial)
      }
    }
  }
}
