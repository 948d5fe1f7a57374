// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Looks for all that is wrong in the files of a set, before any message is written with them.
package struct TemplateLint {
  private static let limit = 100

  let files: LintedFiles
  let wording: TemplateWording
  let samples: [TemplateSample]
  let now: Instant

  /// The report on a folder, or on the shipped templates, as JSON. Without samples nobody knows
  /// which values there are, and only what languages do differently is told.
  package static func report(
    _ folder: String?, _ samples: [TemplateSample], now: Instant
  ) throws(OpenFailure) -> String {
    let files = try LintedFiles.read(folder)
    let lint = TemplateLint(
      files: files, wording: TemplateWording(files.sources, TemplateShelf.plurals),
      samples: samples, now: now)
    return write(Set(lint.findings))
  }

  private var findings: [LintFinding] {
    files.findings + partials + languages + catalogues + variables + html + trials
  }

  private static func write(_ findings: Set<LintFinding>) -> String {
    let sorted = findings.sorted {
      ($0.file, $0.line, $0.level.rawValue, $0.english)
        < ($1.file, $1.line, $1.level.rawValue, $1.english)
    }
    let errors = sorted.count { $0.level == .error }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.member("errors", Int64(errors))
    writer.member("warnings", Int64(sorted.count - errors))
    writer.beginArray("findings")
    for finding in sorted.prefix(limit) { finding.write(to: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  func isOwn(_ template: Mustache) -> Bool { files.hold(template) }
}

extension TemplateLint {
  private var partials: [LintFinding] {
    let missing = wording.missing.map { missing in
      let language = missing.language.map { " (\($0.text))" } ?? ""
      return LintFinding(
        .missingPartial, missing.file, line: missing.line,
        Words(
          "il n’y a pas de \(missing.partial)\(language)",
          "there is no \(missing.partial)\(language)"))
    }
    let used = Set(
      wording.words.values.flatMap(\.all).flatMap { TemplateReach($0, from: $0.all).templates }
        .map(\.name))
    // What cannot be read may include anything.
    let unused = (files.unusable.isEmpty ? files.partials.subtracting(used) : []).map { path in
      LintFinding(
        .unusedPartial, path,
        Words("aucun modèle n’inclut ce fichier", "no template includes this file"))
    }
    return missing + unused
  }

  /// A part that some language has and another lacks.
  private var languages: [LintFinding] {
    let roles = Dictionary(grouping: files.sources.templates.keys) { $0.template?.name }
    return roles.flatMap { name, places -> [LintFinding] in
      guard let name, places.contains(where: { files.has($0) }) else { return [] }
      let spoken = Set(places.compactMap(\.language))
      return Set(places.map(\.role)).flatMap { role in
        spoken.filter { files.sources.template(role, in: $0) == nil }.compactMap { language in
          let path = TemplatePlace(role: role, language: language).path(like: files)
          // One that was refused is there.
          guard !files.paths.contains(path) else { return nil }
          return LintFinding(
            .missingLanguage, path,
            Words(
              "manque, alors que d’autres parties de \(name.text) parlent \(language.text)",
              "is missing, while other parts of \(name.text) speak \(language.text)"))
        }
      }
    }
  }

  private var catalogues: [LintFinding] {
    let all = Set(files.catalogues.flatMap { $0.names })
    return files.catalogues.flatMap { catalogue -> [LintFinding] in
      let near = Set(
        catalogue.language.lookUps.flatMap { tag in
          files.catalogues.filter { $0.language == tag }.flatMap(\.names)
        })
      return all.subtracting(near).map { name in
        LintFinding(
          .missingMessage, "messages.\(catalogue.language.text).json",
          Words(
            "n’a pas le message « \(name) » d’une autre langue",
            "lacks the message “\(name)” of another language"))
      }
    }
  }

  /// Whoever reads no HTML would get nothing.
  private var html: [LintFinding] {
    let places = files.unusable.union(files.sources.templates.keys)
    return places.filter { files.has($0) }.compactMap { place in
      guard case .words(let name, let channel, .html) = place.role else { return nil }
      let hasText = places.contains { other in
        other.role == .words(name, channel, .text)
          && (other.language == nil || place.language == nil
            || place.language?.lookUps.contains { $0 == other.language } == true)
      }
      guard !hasText else { return nil }
      return LintFinding(
        .htmlWithoutText, files.sources.templates[place]?.name ?? name.text,
        Words(
          "ce HTML n’a pas de texte (.text) pour qui ne lit pas le HTML",
          "this HTML has no text (.text) for who reads no HTML"))
    }
  }
}
