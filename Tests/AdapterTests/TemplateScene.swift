// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

/// A renderer for files that a test makes up, and the log it writes to.
struct TemplateScene {
  var origin: String?
  var sets: any TemplateSets = ShippedSet()
  let zones = ICUTimeZones()
  let log = KeptLog(clock: ManualClock())

  init(origin: String? = nil) { self.origin = origin }

  /// Paths and contents.
  init(_ files: [String: String]) throws {
    struct Fixed: TemplateSets {
      let set: TemplateSet
      func current() -> TemplateSet { set }
    }
    sets = Fixed(set: try Self.set(files))
  }

  static func set(_ files: [String: String]) throws -> TemplateSet {
    try TemplateShelf.set(
      of: files.sorted { $0.key < $1.key }.map { TemplateText($0.key, $0.value) })
  }

  func renderer(fallback: LanguageTag = .french) -> MustacheTemplateRenderer {
    MustacheTemplateRenderer(
      sets, origin: origin, fallback: fallback, zones: zones, log: log)
  }

  func request(
    _ template: TemplateName, _ event: EventName = .promotedToMinister,
    _ channel: ChannelName = .email, locale: String = "fr", data: String = "{}",
    unsubscribe: String? = nil
  ) throws -> RenderRequest {
    let user = User(
      id: try UserID("42"), locale: try LanguageTag(locale), timeZone: try ZoneName("Europe/Paris"),
      roles: [try RoleName("clerk")])
    return RenderRequest(
      template: template, event: event, channel: channel, locale: try LanguageTag(locale),
      data: data, user: user, notification: try Samples.notificationID(),
      created: Samples.moment, unsubscribe: unsubscribe)
  }

  /// Of template `t`.
  func render(
    _ channel: ChannelName = .email, locale: String = "fr", fallback: LanguageTag = .french,
    data: String = "{}", unsubscribe: String? = nil
  ) throws -> Rendered {
    try renderer(fallback: fallback).render(
      request(
        TemplateName("t"), .promotedToMinister, channel, locale: locale, data: data,
        unsubscribe: unsubscribe))
  }
}
