// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// A domain event as JSON. `data` is kept octet for octet; nothing of it is read here.
package struct EventDocument: EventReader {
  package init() {}

  package func event(
    _ name: EventName, id: EventID?, document: String
  ) throws(InvalidValue) -> Event {
    try Self.event(name, id, document, Self.members(document))
  }

  /// A document that holds the event's name as well.
  package static func named(_ document: String) throws(InvalidValue) -> Event {
    let members = try members(document, besides: "event")
    guard let name = members.value("event")?.asString else {
      throw InvalidValue(
        "event", members["event"] == nil ? .missing : .malformed("not a string"))
    }
    return try event(EventName(name), nil, document, members)
  }

  private static func event(
    _ name: EventName, _ id: EventID?, _ document: String, _ members: JSONMembers
  ) throws(InvalidValue) -> Event {
    Event(
      name: name, id: id, subject: try subject(members), users: try users(members),
      body: .data(try data(members["data"])),
      fingerprint: Digest.fingerprint(name.text, document))
  }

  private static func subject(_ members: JSONMembers) throws(InvalidValue) -> UserID? {
    guard let value = members.value("user_id"), !value.isNull else { return nil }
    guard let text = value.asString else {
      throw InvalidValue("user_id", .malformed("not a string"))
    }
    return try UserID(text)
  }

  private static let known = ["user_id", "users", "data"]

  private static func members(
    _ document: String, besides more: String? = nil
  ) throws(InvalidValue) -> JSONMembers {
    let members: JSONMembers
    do throws(JSONError) {
      members = try JSONMembers(document)
    } catch {
      throw InvalidValue("event document", error)
    }
    for member in members.members where !known.contains(member.key) && member.key != more {
      throw InvalidValue(PlainText.oneLine(member.key, limit: 64), .malformed("unknown member"))
    }
    return members
  }

  /// At most 100, each id once: who comes along twice came with two addresses.
  private static func users(_ members: JSONMembers) throws(InvalidValue) -> [User] {
    guard let value = members.value("users"), !value.isNull else { return [] }
    guard let array = value.asArray, array.count <= 100 else {
      throw InvalidValue("users", .malformed("not an array of at most 100 people"))
    }
    var users: [User] = []
    for (index, element) in array.enumerated() {
      let user = try UserDocument.user(element, at: "users[\(index)]")
      if users.contains(where: { $0.id == user.id }) {
        throw InvalidValue("users[\(index)].id", .malformed("named twice"))
      }
      users.append(user)
    }
    return users
  }

  /// The text of an object; absent and null are the empty one.
  static func data(_ raw: Substring?) throws(InvalidValue) -> String {
    guard let raw, raw != "null" else { return "{}" }
    guard raw.utf8.first == UInt8(ascii: "{") else {
      throw InvalidValue("data", .malformed("not an object"))
    }
    return String(raw)
  }
}
