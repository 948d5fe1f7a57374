// SPDX-License-Identifier: MIT
import MatinesDomain

/// Accepts a domain event of the host.
package struct EmitEvent: Sendable {
  private let orchestrator: NotificationOrchestrator
  private let roleChange: NotifyUserOnRoleChange

  package init(_ orchestrator: NotificationOrchestrator) {
    self.orchestrator = orchestrator
    roleChange = NotifyUserOnRoleChange(orchestrator)
  }

  /// What would refuse the event for the people it brings along.
  package func check(_ event: Event) throws(ApplicationFailure) {
    try orchestrator.check(event)
  }

  package func callAsFunction(
    _ event: Event, wasStaged: Bool = false, due: Instant? = nil
  ) throws(ApplicationFailure) -> Receipt {
    if NotifyUserOnRoleChange.concerns(event) {
      return try roleChange(event, wasStaged: wasStaged, due: due)
    }
    return try orchestrator.notify(event, wasStaged: wasStaged, due: due)
  }
}
