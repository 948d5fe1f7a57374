// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Preferences as JSON.
package enum PreferenceDocument {
  private static let members = [
    "locale", "time_zone", "quiet_hours", "paused_until_ms", "channels",
  ]
  /// The year 9999: what is paused for ever is paused until then.
  private static let latest: Int64 = 253_402_300_799_999

  /// A merge patch (RFC 7396): null takes back, what is absent stays.
  package static func change(_ text: String) throws(InvalidValue) -> PreferenceChange {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .data)
    } catch {
      throw InvalidValue("preferences", error)
    }
    let reader = try ObjectReader(value, at: "", members: members)
    var change = PreferenceChange()
    change.locale = try setting(reader, "locale") { (text) throws(InvalidValue) in
      try LanguageTag(text, field: "locale")
    }
    change.timeZone = try setting(reader, "time_zone") { (text) throws(InvalidValue) in
      try ZoneName(text, field: "time_zone")
    }
    change.quietHours = try quietHours(reader)
    if let until = try reader.integer("paused_until_ms", in: 0...latest) {
      change.pausedUntil = pause(until)
    } else if reader.object["paused_until_ms"] != nil {
      change.pausedUntil = .clear
    }
    change.choices = try choices(reader)
    return change
  }

  /// What silences everything but the bell until then; 0 ends it.
  package static func pause(until: Int64) throws(InvalidValue) -> PreferenceChange {
    guard (0...latest).contains(until) else {
      throw InvalidValue("until_ms", .malformed("not a time from 1970 to 9999"))
    }
    var change = PreferenceChange()
    change.pausedUntil = pause(until)
    return change
  }

  private static func pause(_ until: Int64) -> PreferenceChange.Setting<Instant> {
    until == 0 ? .clear : .set(Instant(milliseconds: until))
  }

  private static func setting<Value>(
    _ reader: ObjectReader, _ key: String,
    _ read: (String) throws(InvalidValue) -> Value
  ) throws(InvalidValue) -> PreferenceChange.Setting<Value> {
    if let text = try reader.string(key, limit: 256) { return .set(try read(text)) }
    return reader.object[key] == nil ? .keep : .clear
  }

  private static func quietHours(
    _ reader: ObjectReader
  ) throws(InvalidValue) -> PreferenceChange.Setting<QuietHours> {
    guard let value = reader["quiet_hours"] else {
      return reader.object["quiet_hours"] == nil ? .keep : .clear
    }
    let hours = try ObjectReader(value, at: "quiet_hours", members: ["from", "to", "days"])
    let days = hours["days"] == nil ? nil : try hours.strings("days", atMost: 7)
    return .set(
      try QuietHours(
        from: hours.required("from", limit: 5), to: hours.required("to", limit: 5), days: days))
  }

  private static func choices(
    _ reader: ObjectReader
  ) throws(InvalidValue) -> [PreferenceChange.Choice] {
    guard let value = reader["channels"] else { return [] }
    guard let categories = value.asObject else {
      throw InvalidValue("channels", .malformed("not an object"))
    }
    var choices: [PreferenceChange.Choice] = []
    for category in categories.members {
      let path = "channels.\(PlainText.oneLine(category.key, limit: 64))"
      let name = try CategoryName(category.key, field: path)
      guard let channels = category.value.asObject else {
        throw InvalidValue(path, .malformed("not an object"))
      }
      for member in channels.members {
        let field = "\(path).\(PlainText.oneLine(member.key, limit: 64))"
        let channel = try ChannelName(member.key, field: field)
        guard member.value.isNull || member.value.asBool != nil else {
          throw InvalidValue(field, .malformed("not true, false or null"))
        }
        choices.append(.init(name, channel, member.value.asBool))
      }
    }
    return choices
  }
}

extension PreferenceDocument {
  /// As it is stored: what `change` reads back on empty preferences.
  static func write(_ preferences: Preferences) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    members(of: preferences, to: &writer)
    writer.endObject()
    return writer.text
  }

  static func stored(_ text: String) -> Preferences? {
    (try? change(text))?.apply(to: Preferences())
  }

  private static func members(of preferences: Preferences, to writer: inout JSONWriter) {
    if let locale = preferences.locale { writer.member("locale", locale.text) }
    if let zone = preferences.timeZone { writer.member("time_zone", zone.text) }
    if let hours = preferences.quietHours { write(hours, to: &writer) }
    if let until = preferences.pausedUntil {
      writer.member("paused_until_ms", until.milliseconds)
    }
    guard !preferences.choices.isEmpty else { return }
    writer.beginObject("channels")
    for (category, channels) in preferences.choices.sorted(by: { $0.key.text < $1.key.text }) {
      writer.beginObject(category.text)
      for (channel, wanted) in channels.sorted(by: { $0.key.text < $1.key.text }) {
        writer.member(channel.text, wanted)
      }
      writer.endObject()
    }
    writer.endObject()
  }

  private static func write(_ hours: QuietHours, to writer: inout JSONWriter) {
    writer.beginObject("quiet_hours")
    writer.member("from", hours.from.text)
    writer.member("to", hours.to.text)
    if hours.days.count < Weekday.allCases.count {
      writer.beginArray("days")
      for day in Weekday.allCases where hours.days.contains(day) { writer.element(day.rawValue) }
      writer.endArray()
    }
    writer.endObject()
  }

  /// What a preference page shows: what was chosen, and what there is to choose.
  package static func write(
    _ sheet: KeepPreferences.Sheet, locale: LanguageTag
  ) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginObject("preferences")
    members(of: sheet.preferences, to: &writer)
    writer.endObject()
    writer.member("locale", locale.text)
    writer.text("time_zone", sheet.user.timeZone?.text)
    writer.beginArray("categories")
    for name in sheet.policy.categories.keys.sorted(by: { $0.text < $1.text }) {
      if let treatment = sheet.policy.treatment(of: name) {
        writer.rawElement(text(treatment, sheet.preferences))
      }
    }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(
    _ treatment: Policy.Treatment, _ preferences: Preferences
  ) -> String {
    let category = treatment.category
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("name", category.name.text)
    writer.member("class", category.kind.rawValue)
    writer.member("mandatory", category.isInsistent)
    writer.beginArray("channels")
    var told: [ChannelName] = []
    for rung in treatment.ladder.rungs where !told.contains(rung.channel) {
      told.append(rung.channel)
      writer.rawElement(text(rung.channel, treatment, preferences))
    }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(
    _ channel: ChannelName, _ treatment: Policy.Treatment, _ preferences: Preferences
  ) -> String {
    let isFixed = treatment.isHeardAnyway(on: channel)
    let isUsual = treatment.ladder.rungs.contains { $0.channel == channel && !$0.optional }
    let usually = isUsual || treatment.category.optedIn.contains(channel)
    let chosen = preferences.choices[treatment.category.name]?[channel]
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("channel", channel.text)
    writer.member("on", isFixed || chosen ?? usually)
    writer.member("fixed", isFixed)
    writer.endObject()
    return writer.text
  }
}
