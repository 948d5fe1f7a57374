// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The one name of a person's topic, in publications, tokens and pages. In Mercure 0.x a selector
/// that is a URI template opens every topic the template can make, so no octet of the id that
/// means something in one stays as it is.
package enum MercureTopic {
  package static func of(_ user: UserID) -> String {
    "user/\(PercentEncoding.component(user.text))/notifications"
  }

  /// What a page adds to the hub's address to subscribe to it.
  static func query(_ topic: String, _ version: MercureProtocol) -> String {
    "\(version.queryName)=\(PercentEncoding.component(topic))"
  }

  /// Where a hub of ours ends the streams of a topic.
  static func streams(_ topic: String, of hub: String) -> String {
    "\(hub)/subscriptions/\(PercentEncoding.component(topic))"
  }
}
