// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The files of a set that can be used, with the shipped ones behind them, and what is wrong with
/// the others.
struct LintedFiles {
  private(set) var sources = TemplateSources()
  private(set) var findings: [LintFinding] = []
  private(set) var catalogues: [Catalogue] = []
  private var places: Set<TemplatePlace> = []
  /// What cannot be used is there all the same.
  private(set) var unusable: Set<TemplatePlace> = []
  /// By catalogue: the library has messages of its own in files of the same names.
  private var messages: [String: Set<ObjectIdentifier>] = [:]
  /// Of the files looked at; those behind them are nobody's fault.
  let paths: Set<String>

  static func read(_ folder: String?) throws(OpenFailure) -> LintedFiles {
    guard let folder else { return LintedFiles(ShippedTemplates.texts) }
    let found = TemplateFolder(folder)
    var files = LintedFiles(try found.read())
    files.findings += try found.leftToHost().map { path in
      LintFinding(
        .hostTemplate, path,
        Words("laissé au moteur de rendu de l’application", "left to the host’s own renderer"))
    }
    files.sources = files.sources.over(try TemplateShelf.shippedSources.get())
    return files
  }

  private init(_ texts: [TemplateText]) {
    paths = Set(texts.map(\.path))
    for text in texts { add(text) }
  }

  var partials: Set<String> {
    Set(
      places.compactMap { place in
        guard case .partial = place.role else { return nil }
        return sources.templates[place]?.name
      })
  }

  /// Whether it stands in a file that is looked at.
  func hold(_ template: Mustache) -> Bool {
    let file = template.place.file
    return messages[file]?.contains(ObjectIdentifier(template)) ?? paths.contains(file)
  }

  func has(_ place: TemplatePlace) -> Bool { places.contains(place) }

  private mutating func add(_ text: TemplateText) {
    do throws(OpenFailure) {
      let place = try TemplatePlace.read(text.path)
      unusable.insert(place)
      if place.role != .catalogue, let error = Self.fault(text, place) {
        findings.append(
          LintFinding(
            .refused, text.path, line: error.line,
            Words(
              "refusé, colonne \(error.column), en anglais : \(error.reason)",
              "refused, column \(error.column): \(error.reason)")))
        return
      }
      try sources.add(text)
      unusable.remove(place)
      places.insert(place)
      if place.role == .catalogue, let language = place.language {
        let found = sources.catalogues[language] ?? []
        catalogues += found
        messages[text.path] = Set(
          found.flatMap { $0.names.flatMap($0.texts) }.map { ObjectIdentifier($0) })
      }
    } catch {
      findings.append(refused(text, error))
    }
  }

  private static func fault(_ text: TemplateText, _ place: TemplatePlace) -> MustacheError? {
    do throws(MustacheError) {
      _ = try Mustache(text.octets, name: text.path, escaping: place.isHTML ? .html : .none)
      return nil
    } catch {
      return error
    }
  }

  /// The file is named beside the sentence.
  private func refused(_ text: TemplateText, _ error: OpenFailure) -> LintFinding {
    let why = Words(error)
    func short(_ words: String) -> String {
      let start = "templates: \(text.path)"
      guard words.hasPrefix(start) else { return words }
      let rest = words.dropFirst(start.count)
      return String(rest.drop { $0 == ":" || $0 == " " })
    }
    let french = why.french == why.english ? "refusé, en anglais : " : ""
    return LintFinding(.refused, text.path, Words(french + short(why.french), short(why.english)))
  }
}

extension TemplatePlace {
  /// Where such a file would lie, named as its siblings are.
  func path(like files: LintedFiles) -> String {
    let language = language.map { ".\($0.text)" } ?? ""
    guard case .words(let name, let channel, let part) = role else { return "" }
    let suffix =
      switch part {
      case .title: channel == .email ? "subject" : "title"
      case .text: "text"
      case .html: "html"
      }
    let sibling = files.sources.templates.first { $0.key.role == role }?.value.name
    if channel == .email, sibling?.hasPrefix("emails/") == true {
      return "emails/notifications/\(name.text)\(language).\(suffix)"
    }
    let short = channel == .webpush ? "push" : channel.text
    return "\(name.text)/\(short)\(language).\(suffix)"
  }
}

extension Mustache {
  /// A message of a catalogue is called `FILE: NAME`.
  var place: (file: String, message: String?) {
    guard let colon = name.firstRange(of: ".json: ") else { return (name, nil) }
    let end = name.index(colon.upperBound, offsetBy: -2)
    return (String(name[..<end]), String(name[colon.upperBound...]))
  }
}
