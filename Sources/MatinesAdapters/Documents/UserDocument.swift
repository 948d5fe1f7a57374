// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A person as JSON.
package enum UserDocument {
  package static func read(_ text: String) throws(InvalidValue) -> User {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .data)
    } catch {
      throw InvalidValue("user", error)
    }
    return try Self.user(value, at: "user")
  }

  static func user(_ value: JSON, at path: String) throws(InvalidValue) -> User {
    let reader = try ObjectReader(
      value, at: path,
      members: ["id", "email", "phone", "locale", "time_zone", "roles", "domains"])
    var user = User(id: try UserID(reader.required("id"), field: reader.name("id")))
    if let email = try reader.string("email") {
      user.email = try EmailAddress(email, field: reader.name("email"))
    }
    if let phone = try reader.string("phone") {
      user.phone = try PhoneNumber(phone, field: reader.name("phone"))
    }
    if let locale = try reader.string("locale") {
      user.locale = try LanguageTag(locale, field: reader.name("locale"))
    }
    if let zone = try reader.string("time_zone") {
      user.timeZone = try ZoneName(zone, field: reader.name("time_zone"))
    }
    user.roles = try reader.names("roles")
    user.domains = try reader.names("domains")
    return user
  }

  package static func write(_ user: User, _ key: String, to writer: inout JSONWriter) {
    writer.beginObject(key)
    writer.member("id", user.id.text)
    if let email = user.email { writer.member("email", email.text) }
    if let phone = user.phone { writer.member("phone", phone.text) }
    if let locale = user.locale { writer.member("locale", locale.text) }
    if let zone = user.timeZone { writer.member("time_zone", zone.text) }
    writer.beginArray("roles")
    for role in user.roles { writer.element(role.text) }
    writer.endArray()
    writer.beginArray("domains")
    for domain in user.domains { writer.element(domain.text) }
    writer.endArray()
    writer.endObject()
  }
}
