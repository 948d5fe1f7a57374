// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// The facts of a decision as one JSON document, from which it can be replayed. What holds for
/// nearly everybody is left out.
enum FactsDocument {
  static func write(_ facts: Facts) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    if facts.presence != .offline { writer.member("presence", Int64(facts.presence.rawValue)) }
    if facts.seen { writer.member("seen", true) }
    if facts.acked { writer.member("acked", true) }
    names(facts.reached, "reached", &writer)
    names(facts.trying, "trying", &writer)
    writer.beginArray("addresses")
    for address in facts.addresses {
      writer.beginArray()
      writer.element(address.channel.text)
      for destination in address.destinations { writer.element(destination) }
      writer.endArray()
    }
    writer.endArray()
    names(facts.optedIn, "opted_in", &writer)
    names(facts.optedOut, "opted_out", &writer)
    if facts.isPaused { writer.member("paused", true) }
    if facts.isFlooded { writer.member("flooded", true) }
    if facts.isBesideSubject { writer.member("beside_subject", true) }
    if let rest = facts.rest {
      writer.beginArray("rest")
      writer.element(rest.begins.milliseconds)
      writer.element(rest.ends.milliseconds)
      writer.endArray()
    }
    writer.member("locale", facts.locale.text)
    if let zone = facts.timeZone { writer.member("zone", zone.text) }
    names(facts.roles, "roles", &writer)
    writer.endObject()
    return writer.octets
  }

  /// Nil for what is not a facts document.
  static func read(_ text: String) -> Facts? {
    guard let document = try? JSON.parse(text, limits: .document).asObject,
      let locale = try? document["locale"]?.asString.map({ try LanguageTag($0) }),
      let presence = Presence(rawValue: Int(document["presence"]?.asInt64 ?? 0)),
      let addresses = addresses(document["addresses"]),
      let reached: [ChannelName] = NameList.read(document["reached"]),
      let trying: [ChannelName] = NameList.read(document["trying"]),
      let optedIn: [ChannelName] = NameList.read(document["opted_in"]),
      let optedOut: [ChannelName] = NameList.read(document["opted_out"]),
      let roles: [RoleName] = NameList.read(document["roles"])
    else { return nil }
    let rest = document["rest"]?.asArray?.compactMap(\.asInt64)
    if let rest, rest.count != 2 { return nil }
    var zone: ZoneName?
    if let stored = document["zone"] {
      guard let text = stored.asString, let name = try? ZoneName(text) else { return nil }
      zone = name
    }
    return Facts(
      presence: presence, seen: document["seen"]?.asBool ?? false,
      acked: document["acked"]?.asBool ?? false, reached: reached, trying: trying,
      addresses: addresses, optedIn: optedIn, optedOut: optedOut,
      isPaused: document["paused"]?.asBool ?? false,
      rest: rest.map { Facts.Rest(begins: span($0[0]), ends: span($0[1])) },
      isFlooded: document["flooded"]?.asBool ?? false,
      isBesideSubject: document["beside_subject"]?.asBool ?? false,
      locale: locale, timeZone: zone, roles: roles)
  }

  private static func span(_ milliseconds: Int64) -> Instant.Span {
    Instant.Span(milliseconds: milliseconds)
  }

  private static func names<Kind>(
    _ names: [Identifier<Kind>], _ key: String, _ writer: inout JSONWriter
  ) {
    guard !names.isEmpty else { return }
    writer.beginArray(key)
    for name in names { writer.element(name.text) }
    writer.endArray()
  }

  private static func addresses(_ json: JSON?) -> [Facts.Address]? {
    guard let list = json?.asArray else { return nil }
    var addresses: [Facts.Address] = []
    for item in list {
      guard let parts = item.asArray, let name = parts.first?.asString,
        let channel = try? ChannelName(name)
      else { return nil }
      let destinations = parts.dropFirst().compactMap(\.asInt64)
      guard destinations.count == parts.count - 1 else { return nil }
      addresses.append(Facts.Address(channel, destinations))
    }
    return addresses
  }
}

/// Identifiers as a JSON array of texts.
enum NameList {
  static func write<Kind>(_ names: [Identifier<Kind>]) -> String {
    guard !names.isEmpty else { return "[]" }
    var writer = JSONWriter()
    writer.beginArray()
    for name in names { writer.element(name.text) }
    writer.endArray()
    return writer.text
  }

  static func read<Kind>(_ text: String) -> [Identifier<Kind>]? {
    if text == "[]" { return [] }
    guard let document = try? JSON.parse(text, limits: .document, top: .any) else { return nil }
    return read(document)
  }

  /// An absent list is an empty one; nil for what is not a list of such identifiers.
  static func read<Kind>(_ json: JSON?) -> [Identifier<Kind>]? {
    guard let json else { return [] }
    guard let list = json.asArray else { return nil }
    let names = list.compactMap { item in
      item.asString.flatMap { try? Identifier<Kind>($0) }
    }
    return names.count == list.count ? names : nil
  }
}
