// SPDX-License-Identifier: MIT
import MatinesDomain

/// Turns an event document into a valid event, or a named refusal.
package protocol EventReader: Sendable {
  func event(
    _ name: EventName, id: EventID?, document: String
  ) throws(InvalidValue) -> Event
}
