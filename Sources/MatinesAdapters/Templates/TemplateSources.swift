// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The compiled files of a set, by what they are.
struct TemplateSources: Sendable {
  private(set) var templates: [TemplatePlace: Mustache] = [:]
  /// Of each language its own, then the shipped one.
  private(set) var catalogues: [LanguageTag: [Catalogue]] = [:]

  static func compile(_ texts: [TemplateText]) throws(OpenFailure) -> TemplateSources {
    var sources = TemplateSources()
    for text in texts { try sources.add(text) }
    return sources
  }

  mutating func add(_ text: TemplateText) throws(OpenFailure) {
    let place = try TemplatePlace.read(text.path)
    guard let document = String(validating: text.octets, as: UTF8.self) else {
      throw refusal(text.path, "not UTF-8")
    }
    if place.role == .catalogue, let language = place.language {
      guard catalogues[language] == nil else { throw Self.repeated(text) }
      catalogues[language] = [try Self.catalogue(document, text.path, language)]
    } else {
      guard templates[place] == nil else { throw Self.repeated(text) }
      templates[place] = try Self.compile(text, place.isHTML ? .html : .none)
    }
  }

  private static func repeated(_ text: TemplateText) -> OpenFailure {
    refusal(text.path, "another file is the same part")
  }

  private static func catalogue(
    _ document: String, _ path: String, _ language: LanguageTag
  ) throws(OpenFailure) -> Catalogue {
    let catalogue: Catalogue
    do throws(InvalidValue) {
      catalogue = try CatalogueFile.read(document, file: path, language: language)
    } catch {
      throw .configuration(InvalidValue("templates: \(error.field)", error.problem))
    }
    for message in catalogue.names.flatMap(catalogue.texts) where !message.references.isEmpty {
      throw refusal(message.name, "a message includes no other file")
    }
    return catalogue
  }

  private static func compile(
    _ text: TemplateText, _ escaping: Mustache.Escaping
  ) throws(OpenFailure) -> Mustache {
    do throws(MustacheError) {
      return try Mustache(text.octets, name: text.path, escaping: escaping)
    } catch {
      throw refusal(text.path, error.description)
    }
  }

  /// What these lack, `others` have. A file for every language leaves nothing of that part to them.
  func over(_ others: TemplateSources) -> TemplateSources {
    var merged = self
    for (place, template) in others.templates where templates[place] == nil {
      let general = TemplatePlace(role: place.role, language: nil)
      if templates[general] == nil { merged.templates[place] = template }
    }
    merged.catalogues.merge(others.catalogues) { $0 + $1 }
    return merged
  }

  /// Those that any file is written in, in the order of their names.
  var languages: [LanguageTag] {
    Set(templates.keys.compactMap(\.language) + catalogues.keys).sorted { $0.text < $1.text }
  }

  func messages(in language: LanguageTag?, _ plurals: ICUPlurals) -> Messages {
    Messages(
      catalogues: (language?.lookUps ?? []).flatMap { catalogues[$0] ?? [] }, plurals: plurals)
  }

  /// The closest there is for who reads `language`; nil where only other languages have one.
  func template(_ role: TemplatePlace.Role, in language: LanguageTag?) -> Mustache? {
    for tag in language?.lookUps ?? [] {
      if let found = templates[TemplatePlace(role: role, language: tag)] { return found }
    }
    return templates[TemplatePlace(role: role, language: nil)]
  }
}

extension TemplatePlace {
  var isHTML: Bool {
    switch role {
    case .words(_, _, let part): part == .html
    case .partial(_, let isHTML): isHTML
    case .catalogue: false
    }
  }
}

extension LanguageTag {
  /// Itself, then what it falls back to.
  var lookUps: [LanguageTag] { fallbacks.compactMap { try? LanguageTag($0) } }
}
