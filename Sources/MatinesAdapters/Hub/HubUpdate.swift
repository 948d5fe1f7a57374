// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A publication that was found good (Mercure 0.x, "publication"), ready to be sent.
struct HubUpdate {
  static let fieldLimit = 8
  private static let idLimit = 255
  private static let typeLimit = 64
  private static let retryLimit = 10
  /// Of the protocol: "from the first one on".
  static let earliest = "earliest"
  private static let names = ["topic", "data", "private", "id", "type", "retry"]

  let topic: HubTopic
  let id: String
  let frame: [UInt8]
  /// The publisher named it, so that a repeat can be told.
  let isNamed: Bool

  /// `freshID` names what the publisher did not.
  init(form: [UInt8], freshID: () -> String) throws(HubRefusal) {
    let fields = try Self.fields(form)
    guard let topic = fields["topic"] else { throw .malformed("topic: missing") }
    if let id = fields["id"] { try Self.check(id: id) }
    let type = fields["type"].flatMap { $0.isEmpty ? nil : $0 }
    if let type { try Self.check(type: type) }
    if let retry = fields["retry"] { try Self.check(retry: retry) }
    let data = fields["data"] ?? ""
    guard !data.utf8.contains(0) else { throw .malformed("data: U+0000") }
    self.topic = try HubTopic(topic)
    isNamed = fields["id"] != nil
    id = fields["id"] ?? freshID()
    frame = ServerSentEvent.frame(id: id, type: type, retry: fields["retry"], data: data)
  }

  private static func fields(_ form: [UInt8]) throws(HubRefusal) -> [String: String] {
    let decoded: [FormFields.Field]
    do throws(FormFields.Problem) {
      decoded = try FormFields.decode(form, atMost: fieldLimit)
    } catch {
      throw .malformed("form: \(error)")
    }
    var fields: [String: String] = [:]
    for field in decoded {
      guard let name = names.first(where: { sameOctets($0, field.name) }) else {
        throw .malformed("form: a field that is none of \(names.joined(separator: ", "))")
      }
      guard fields.updateValue(field.value, forKey: name) == nil else {
        // With several topics a private update would reach the union of their audiences.
        throw .malformed("\(name): more than one")
      }
    }
    return fields
  }

  /// It becomes a line of the stream and a header of the answer.
  static func check(id: String) throws(HubRefusal) {
    guard (1...idLimit).contains(id.utf8.count) else {
      throw .malformed("id: not 1 to \(idLimit) octets")
    }
    guard id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
      throw .malformed("id: not visible ASCII")
    }
    guard !id.hasPrefix("#") else { throw .malformed("id: starts with #") }
    guard !sameOctets(id, earliest) else { throw .malformed("id: reserved") }
  }

  private static func check(type: String) throws(HubRefusal) {
    guard type.utf8.count <= typeLimit, PlainText.isClean(type) else {
      throw .malformed("type: over \(typeLimit) octets, or control characters")
    }
    guard type.lowercased() != "mercure" else { throw .malformed("type: reserved") }
  }

  private static func check(retry: String) throws(HubRefusal) {
    guard (1...retryLimit).contains(retry.utf8.count),
      retry.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { throw .malformed("retry: not 1 to \(retryLimit) digits") }
  }
}
