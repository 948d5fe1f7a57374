// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Values to try templates with, before any event has them.
package struct TemplateSample: Sendable {
  /// Nil: for every template.
  let template: TemplateName?
  /// Nil: for every event that the template tells apart.
  let event: EventName?
  let data: JSON
  /// Those that make the longest text.
  let longest: JSON
  let zone: ZoneName?
  let created: Instant?
  let unsubscribe: String?
  let origin: String?

  static let members = [
    "template", "event", "data", "longest", "time_zone", "created_ms", "unsubscribe_url", "origin",
  ]
  private static let limit = 64

  init(_ reader: ObjectReader) throws(InvalidValue) {
    template = try reader.string("template").map { name throws(InvalidValue) in
      try TemplateName(name, field: reader.name("template"))
    }
    event = try reader.string("event").map { name throws(InvalidValue) in
      try EventName(name, field: reader.name("event"))
    }
    data = try Self.object("data", reader) ?? .object([:])
    longest = try Self.object("longest", reader) ?? data
    zone = try reader.string("time_zone").map { name throws(InvalidValue) in
      try ZoneName(name, field: reader.name("time_zone"))
    }
    try TemplateTrial.zones.check(zone, reader.name("time_zone"))
    created = try reader.integer("created_ms", in: 0...253_402_300_799_999)
      .map(Instant.init(milliseconds:))
    unsubscribe = try reader.string("unsubscribe_url", limit: 2_048)
    origin = try reader.string("origin", limit: 2_048)
  }

  /// One object, or an array of them.
  package static func read(_ text: String) throws(InvalidValue) -> [TemplateSample] {
    let value = try parse(text, "sample")
    guard let list = value.asArray else {
      return [try TemplateSample(ObjectReader(value, at: "sample", members: members))]
    }
    guard list.count <= limit else {
      throw InvalidValue("sample", .malformed("more than \(limit) samples"))
    }
    var samples: [TemplateSample] = []
    for (index, value) in list.enumerated() {
      samples.append(
        try TemplateSample(ObjectReader(value, at: "sample[\(index)]", members: members)))
    }
    return samples
  }

  static func parse(_ text: String, _ field: String) throws(InvalidValue) -> JSON {
    do throws(JSONError) {
      return try JSON.parse(text, limits: .document, top: .any)
    } catch {
      throw InvalidValue(field, error, limits: .document)
    }
  }

  /// Of the size that an event's data may have.
  private static func object(_ key: String, _ reader: ObjectReader) throws(InvalidValue) -> JSON? {
    guard let value = reader[key] else { return nil }
    guard value.asObject != nil else {
      throw InvalidValue(reader.name(key), .malformed("not an object"))
    }
    guard value.written.utf8.count <= JSONLimits.data.octets else {
      throw InvalidValue(reader.name(key), .tooLong(octets: JSONLimits.data.octets))
    }
    return value
  }
}

extension JSON {
  var written: String {
    var writer = JSONWriter()
    writer.value(self)
    return writer.text
  }
}
