// SPDX-License-Identifier: MIT
import MatinesDomain

/// The policy of an engine whose document names none, and what any other starts from.
package enum BuiltInPolicy {
  static let standard: [Rung] = [
    Rung(channel: .realtime, when: .online),
    Rung(channel: .webpush, when: .notVisible),
    Rung(channel: .webpush, when: .any, after: .seconds(20), unless: [.seen]),
    Rung(channel: .email, when: .offline, after: .seconds(120), unless: [.seen]),
    Rung(
      channel: .email, when: .online, after: .seconds(120), unless: [.seen], optional: true),
    Rung(
      channel: .sms, when: .any, after: .seconds(900), unless: [.seen, .acked],
      optional: true),
  ]

  static let ladders: [LadderName: Ladder] = (try? [.standard: Ladder(standard)]) ?? [:]

  static let categories: [Policy.Category] = [
    Policy.Category(name: .role, mandatory: true, severity: .success, ladder: .standard),
    Policy.Category(name: .general, ladder: .standard),
  ]

  /// A promotion also informs the super-admins.
  private static func rule(_ event: EventName) -> Policy.Rule {
    Policy.Rule(
      event: event, category: .role, template: .promotion,
      observers: [
        Policy.Observer(
          audience: Audience([.holders(role: .superAdmin, domain: nil)]),
          template: .promotionObserver)
      ])
  }

  static let rules: [Policy.Rule] = [
    rule(.promotedToMinister), rule(.promotedToSuperAdmin),
  ]
}
