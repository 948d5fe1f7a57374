// SPDX-License-Identifier: MIT
import MatinesWire

/// What a token allows: some topics, each to the letter, or all of them.
struct HubGrant: Equatable {
  enum Right: String {
    case publish, subscribe
  }

  private let topics: Set<HubTopic>
  private let isEverything: Bool

  /// From the claim `mercure.publish` or `mercure.subscribe` (Mercure 0.x, "authorization").
  init(_ claims: JSONObject, to right: Right) throws(HubRefusal) {
    guard let claim = claims["mercure"]?.asObject else {
      throw HubRefusal(403, "token: no claim mercure")
    }
    guard let selectors = claim[right.rawValue]?.asArray, !selectors.isEmpty else {
      throw HubRefusal(403, "token: no right to \(right.rawValue)")
    }
    var topics: Set<HubTopic> = []
    var isEverything = false
    for selector in selectors {
      guard let text = selector.asString else {
        throw HubRefusal(403, "token: a selector of mercure.\(right.rawValue) is not a string")
      }
      guard !HubTopic.isTemplate(text) else {
        throw HubRefusal(
          403,
          "token: mercure.\(right.rawValue) holds a URI template, which would open the topics of "
            + "others; name exact topics, or *")
      }
      if sameOctets(text, HubTopic.everything) {
        isEverything = true
      } else if let topic = try? HubTopic(text) {
        // What is no topic here is published by nobody, and opens nothing.
        topics.insert(topic)
      }
    }
    (self.topics, self.isEverything) = (topics, isEverything)
  }

  func covers(_ topic: HubTopic) -> Bool { isEverything || topics.contains(topic) }
}
