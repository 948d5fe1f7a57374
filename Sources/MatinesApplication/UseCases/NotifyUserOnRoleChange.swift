// SPDX-License-Identifier: MIT
import MatinesDomain

/// Tells somebody that they were promoted: the brief's use case, for its two events.
package struct NotifyUserOnRoleChange: Sendable {
  private let orchestrator: NotificationOrchestrator

  package init(_ orchestrator: NotificationOrchestrator) {
    self.orchestrator = orchestrator
  }

  package static func concerns(_ event: Event) -> Bool {
    event.name == .promotedToMinister || event.name == .promotedToSuperAdmin
  }

  package func callAsFunction(
    _ event: Event, wasStaged: Bool = false, due: Instant? = nil
  ) throws(ApplicationFailure) -> Receipt {
    guard Self.concerns(event) else { throw .unknownEvent(event.name) }
    return try orchestrator.notify(event, wasStaged: wasStaged, due: due)
  }
}
