// SPDX-License-Identifier: MIT
import MatinesDomain

/// What a file of a set is, by its path in the set's folder:
///
///     promotion/email.fr.subject      promotion/email.fr.html      promotion/sms.text
///     partials/footer.fr.html         messages.fr.json
///     emails/notifications/promotion.fr.html
///
/// `.mustache` may end each of them; `.txt` means `.text`, and `.subject` means `.title`.
struct TemplatePlace: Hashable {
  enum Part: Hashable {
    /// The subject of an e-mail, the title of a push message.
    case title
    case text
    case html
  }

  enum Role: Hashable {
    case words(TemplateName, ChannelName, Part)
    case partial(String, isHTML: Bool)
    case catalogue
  }

  let role: Role
  /// Nil serves every language that has none of its own.
  let language: LanguageTag?

  private static let brief = "emails/notifications"

  static func read(_ path: String) throws(OpenFailure) -> TemplatePlace {
    var folders = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let file = folders.popLast() else { throw refusal(path, "no name") }
    var parts = file.split(separator: ".", omittingEmptySubsequences: false)
    if parts.last == "mustache" { parts.removeLast() }
    guard parts.count >= 2, let suffix = parts.popLast() else {
      throw refusal(path, "not named as a part of a message is, such as email.fr.text")
    }
    let language = try language(&parts, path)
    guard parts.count == 1, let name = parts.first.map(String.init) else {
      throw refusal(path, "not named as a part of a message is, such as email.fr.text")
    }
    let role = try role(folders.joined(separator: "/"), name, String(suffix), path)
    if role == .catalogue, language == nil {
      throw refusal(path, "named without its language, such as messages.fr.json")
    }
    return TemplatePlace(role: role, language: language)
  }

  /// A tag is checked against its grammar before it takes part in any look-up.
  private static func language(
    _ parts: inout [Substring], _ path: String
  ) throws(OpenFailure) -> LanguageTag? {
    guard parts.count > 1, let text = parts.popLast() else { return nil }
    do throws(InvalidValue) {
      return try LanguageTag(String(text))
    } catch {
      throw refusal(path, "its language is \(error.reason)")
    }
  }

  private static func role(
    _ folder: String, _ name: String, _ suffix: String, _ path: String
  ) throws(OpenFailure) -> Role {
    if folder.isEmpty {
      if name == "messages", suffix == "json" { return .catalogue }
      throw refusal(path, "not in the folder of a template")
    }
    guard let part = part(suffix) else {
      throw refusal(path, "a part is subject, title, text or html")
    }
    if folder == "partials" { return .partial(name, isHTML: part == .html) }
    do throws(InvalidValue) {
      if folder == brief { return .words(try TemplateName(name), .email, part) }
      return .words(try TemplateName(folder), try channel(name), part)
    } catch {
      throw refusal(path, error.description)
    }
  }

  private static func part(_ suffix: String) -> Part? {
    switch suffix {
    case "subject", "title": .title
    case "text", "txt": .text
    case "html": .html
    default: nil
    }
  }

  private static func channel(_ name: String) throws(InvalidValue) -> ChannelName {
    name == "push" ? .webpush : try ChannelName(name)
  }
}

extension TemplatePlace {
  /// Folders of another depth belong to somebody else.
  static func mayHold(folder: String) -> Bool {
    let depth = folder.utf8.count { $0 == UInt8(ascii: "/") } + 1
    return depth == 1 || folder == brief
  }

  static func isMeant(_ path: String) -> Bool { !isIgnored(path) }

  /// Templates of the host's own, what editors leave behind, and notes.
  private static func isIgnored(_ path: String) -> Bool {
    [".twig", ".md", "~", ".bak", ".orig"].contains { path.hasSuffix($0) }
      || path.split(separator: "/").last.map { $0.hasPrefix("README") || $0.hasPrefix("LICENSE") }
        ?? true
  }
}
