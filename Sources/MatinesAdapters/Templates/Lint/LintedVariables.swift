// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

extension TemplateLint {
  private static let known: Set = [
    "user", "event", "is", "locale", "link", "created", "unsubscribe_url",
  ]
  private static let members: Set = ["id", "locale", "roles", "domains"]

  /// Values that no sample has, or that only some language shows; messages that no catalogue has;
  /// what is written without escaping.
  var variables: [LintFinding] {
    wording.words.sorted { $0.key.text < $1.key.text }.flatMap { name, words in
      let names = names(of: name)
      return words.all.flatMap { parts -> [LintFinding] in
        let reach = TemplateReach(parts, from: parts.all)
        return unsaid(reach, parts) + raw(reach)
          + (names.map { unknown(reach, $0) } ?? [])
      } + (names == nil ? uneven(name, words) : [])
    }
  }

  /// All names in the samples for a template, however deep; nil without samples.
  private func names(of template: TemplateName) -> Set<String>? {
    let samples = samples.filter { $0.template == nil || $0.template == template }
    guard !samples.isEmpty else { return nil }
    var pending = samples.flatMap { [$0.data, $0.longest] }
    var names: Set<String> = []
    while let value = pending.popLast() {
      switch value {
      case .object(let object):
        names.formUnion(object.keys)
        pending += object.members.map(\.value)
      case .array(let array): pending += array
      case .null, .bool, .number, .string: break
      }
    }
    return names
  }

  private func unknown(_ reach: TemplateReach, _ names: Set<String>) -> [LintFinding] {
    let formats = Set(ICUFormats.Form.allCases.map(\.rawValue))
    return each(reach) { template, variable in
      let path = variable.path
      guard let first = path.names.first, first != "is", first != "messages" else { return nil }
      let known = names.union(path.isAnchored ? [] : Self.known)
      let inner = names.union(formats).union(first == "user" ? Self.members : [])
      let isKnown =
        (known.contains(first) || path.isAnchored && formats.contains(first))
        && path.names.dropFirst().allSatisfy(inner.contains)
      guard !isKnown else { return nil }
      return finding(
        .unknownVariable, template, variable.line,
        Words(
          "aucun exemple ne donne {{\(path.text)}}", "no sample gives {{\(path.text)}}"))
    }
  }

  private func raw(_ reach: TemplateReach) -> [LintFinding] {
    each(reach) { template, variable in
      guard variable.isRaw, template.escaping == .html else { return nil }
      return finding(
        .raw, template, variable.line,
        Words(
          "{{{\(variable.path.text)}}} est écrit sans protection : rien d’un tiers n’y a sa place",
          "{{{\(variable.path.text)}}} is written unescaped: nothing of a third party belongs there"
        ))
    }
  }

  private func unsaid(_ reach: TemplateReach, _ parts: TemplateParts) -> [LintFinding] {
    reach.unsaid.filter { isOwn($0.template) }.map { template, variable in
      let language = parts.language.map { " (\($0.text))" } ?? ""
      return finding(
        .missingMessage, template, variable.line,
        Words(
          "aucun catalogue n’a {{\(variable.path.text)}}\(language)",
          "no catalogue has {{\(variable.path.text)}}\(language)"))
    }
  }

  /// What is shown in one language and not in another, part by part.
  private func uneven(_ name: TemplateName, _ words: TemplateWords) -> [LintFinding] {
    let roles = Set(files.sources.templates.keys.filter { $0.template?.name == name }.map(\.role))
    return roles.flatMap { role -> [LintFinding] in
      var uses: [LanguageTag: [String: (Mustache, Int)]] = [:]
      for parts in words.all {
        guard let language = parts.language,
          let start = files.sources.templates[TemplatePlace(role: role, language: language)]
        else { continue }
        uses[language] = shown(TemplateReach(parts, from: [start]))
      }
      return uses.flatMap { language, shown in
        shown.compactMap { name, place in
          let others = uses.keys.filter { uses[$0]?[name] == nil }.map(\.text).sorted()
          guard !others.isEmpty, isOwn(place.0) else { return nil }
          let list = others.joined(separator: ", ")
          return finding(
            .unknownVariable, place.0, place.1, level: .warning,
            Words(
              "{{\(name)}} paraît en \(language.text) et non en \(list)",
              "{{\(name)}} is shown in \(language.text) and not in \(list)"))
        }
      }
    }
  }

  private func shown(_ reach: TemplateReach) -> [String: (Mustache, Int)] {
    var shown: [String: (Mustache, Int)] = [:]
    for template in reach.templates {
      for variable in template.variables {
        guard let first = variable.path.names.first, first != "messages", first != "is" else {
          continue
        }
        shown[first] = shown[first] ?? (template, variable.line)
      }
    }
    return shown
  }

  private func each(
    _ reach: TemplateReach, _ judge: (Mustache, Mustache.Variable) -> LintFinding?
  ) -> [LintFinding] {
    reach.templates.filter(isOwn).flatMap { template in
      template.variables.compactMap { judge(template, $0) }
    }
  }

  func finding(
    _ kind: LintFinding.Kind, _ template: Mustache, _ line: Int, level: LintFinding.Level? = nil,
    _ words: Words
  ) -> LintFinding {
    let (file, message) = template.place
    guard let message else { return LintFinding(kind, file, line: line, level: level, words) }
    return LintFinding(
      kind, file, level: level,
      Words("\(message) : \(words.french)", "\(message): \(words.english)"))
  }
}
