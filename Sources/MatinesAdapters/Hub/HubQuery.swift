// SPDX-License-Identifier: MIT
import MatinesWire

/// What a subscription asks for (Mercure 0.x): `topic=`, once or several times, and where it left
/// off. Other fields are nobody's business, but for a token: addresses end up in logs.
struct HubQuery {
  private static let otherFields = 8
  private(set) var topics: [HubTopic] = []
  private(set) var lastID: String?

  init(_ query: String, topicLimit: Int) throws(HubRefusal) {
    let fields: [FormFields.Field]
    do throws(FormFields.Problem) {
      fields = try FormFields.decode(
        Array(query.utf8), atMost: topicLimit + Self.otherFields)
    } catch {
      guard error != .tooMany else { throw .malformed("query: over \(topicLimit) topics") }
      throw .malformed("query: \(error)")
    }
    for field in fields {
      switch field.name {
      case "topic":
        let topic = try HubTopic(field.value)
        if !topics.contains(topic) { topics.append(topic) }
      case "lastEventID", "Last-Event-ID": lastID = field.value.isEmpty ? nil : field.value
      case "authorization": throw .malformed("query: a token does not belong in an address")
      case "match": throw .malformed("query: match is of Mercure 1.0; this hub speaks 0.x")
      default: break
      }
    }
    guard !topics.isEmpty else { throw .malformed("query: no topic") }
    guard topics.count <= topicLimit else { throw .malformed("query: over \(topicLimit) topics") }
  }
}
