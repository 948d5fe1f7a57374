// SPDX-License-Identifier: MIT
import MatinesDomain

/// Makes the links by which people end messages.
package protocol UnsubscribeLinks: Sendable {
  /// The same each time; nil where nobody is offered to end this.
  func link(_ wish: Unsubscription) throws(InvalidValue) -> UnsubscribeLink?
}
