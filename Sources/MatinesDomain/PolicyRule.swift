// SPDX-License-Identifier: MIT

extension Policy {
  /// What becomes of an event of one name.
  package struct Rule: Hashable, Sendable {
    package let event: EventName
    package let category: CategoryName
    package let template: TemplateName
    package let audience: Audience
    /// Nil for the category's.
    package let ladder: LadderName?
    /// A later event of the same key and person replaces what of an earlier one was not sent yet.
    package let collapse: CollapseKey?
    package let observers: [Observer]

    package init(
      event: EventName, category: CategoryName, template: TemplateName,
      audience: Audience = .subject, ladder: LadderName? = nil, collapse: CollapseKey? = nil,
      observers: [Observer] = []
    ) {
      self.event = event
      self.category = category
      self.template = template
      self.audience = audience
      self.ladder = ladder
      self.collapse = collapse
      self.observers = observers
    }
  }

  /// Who hears of it too, in other words: a notification of its own. The subject is never one.
  package struct Observer: Hashable, Sendable {
    package let audience: Audience
    package let template: TemplateName
    /// Nil for the rule's.
    package let category: CategoryName?

    package init(audience: Audience, template: TemplateName, category: CategoryName? = nil) {
      self.audience = audience
      self.template = template
      self.category = category
    }
  }

  package static let observerLimit = 8
}

extension Identifier where Kind == TemplateKind {
  package static let promotion = TemplateName(constant: "promotion")
  package static let promotionObserver = TemplateName(constant: "promotion_observer")
}
extension Identifier where Kind == RoleKind {
  package static let superAdmin = RoleName(constant: "super_admin")
}

package enum CollapseKind: IdentifierKind {
  package static let field = "collapse"
  package static let limit = 128
  package static let alphabet = IdentifierAlphabet.text
}
package typealias CollapseKey = Identifier<CollapseKind>
