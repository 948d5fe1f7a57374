// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What a template sees: the data of the event, and over them what the library knows, which data
/// cannot counterfeit.
enum TemplateContext {
  /// `language` is that of the words, which need not be the person's.
  static func values(
    _ request: RenderRequest, in language: LanguageTag, from home: HomeOrigin?
  ) -> [JSON] {
    let data = (try? JSON.parse(request.data)) ?? .object([:])
    let link = TargetURL.link(to: data.asObject?["targetUrl"], from: home)
    let known: [(String, JSON)] = [
      ("user", user(request.user)), ("event", .string(request.event.text)),
      ("is", isEvent(request.event)), ("locale", .string(language.text)),
      ("link", link.map(JSON.string) ?? .null),
      ("created", .integer(request.created.milliseconds)),
      ("unsubscribe_url", request.unsubscribe.map(JSON.string) ?? .null),
    ]
    return [data, .object(JSONObject(distinct: known.map { .init(key: $0.0, value: $0.1) }))]
  }

  private static func user(_ user: User) -> JSON {
    .object([
      "id": .string(user.id.text), "locale": user.locale.map { .string($0.text) } ?? .null,
      "roles": .array(user.roles.map { .string($0.text) }),
      "domains": .array(user.domains.map { .string($0.text) }),
    ])
  }

  /// `{{#is.user.promoted_to_minister}}`: the name of the event, as a path that leads somewhere.
  private static func isEvent(_ event: EventName) -> JSON {
    event.text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .reversed().reduce(JSON.bool(true)) { inner, part in
        .object([String(Substring(part)): inner])
      }
  }
}
