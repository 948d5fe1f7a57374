// SPDX-License-Identifier: MIT
import MatinesApplication

/// What was given up, and nobody has looked at.
struct FailuresCheck: Check {
  private static let name = "failures"

  func findings(_ patient: Patient) -> [Finding] {
    guard let store = patient.store,
      let deliveries = try? store.failedDeliveries(), let events = try? store.eventsGivenUp()
    else { return [] }
    guard deliveries + events > 0 else {
      return [.ok(Self.name, "aucun échec n’attend", "no failure waits to be read")]
    }
    return [
      .warning(
        Self.name,
        Words(
          "abandonnés, et pas encore lus : envois \(deliveries), événements programmés \(events)",
          "given up and not looked at: deliveries \(deliveries), scheduled events \(events)"),
        advice: Words(
          "lisez-les, « matines failed list », puis retry ou drop",
          "read them, “matines failed list”, then retry or drop"))
    ]
  }
}
