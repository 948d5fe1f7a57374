// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Links with a token, for what the policy in force lets people end.
package struct SignedLinks: UnsubscribeLinks {
  private let settings: UnsubscribeSettings
  private let tokens: UnsubscribeTokens
  private let policies: any PolicyArchive

  package init(
    _ settings: UnsubscribeSettings, _ tokens: UnsubscribeTokens, policies: any PolicyArchive
  ) {
    self.settings = settings
    self.tokens = tokens
    self.policies = policies
  }

  package func link(_ wish: Unsubscription) throws(InvalidValue) -> UnsubscribeLink? {
    // A category that the policy has no more can still be ended by whoever has a message of it.
    let category = policies.current().policy.categories[wish.category]
    guard category?.isInsistent != true else { return nil }
    let token = try tokens.token(
      user: wish.user, category: wish.category, channel: wish.channel)
    return UnsubscribeLink(url: settings.address(token), isOneClick: settings.isSigned)
  }
}
