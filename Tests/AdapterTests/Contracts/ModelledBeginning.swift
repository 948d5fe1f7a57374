// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension BeginRequest {
  /// Every other delivery is limited, so that caps and budgets are compared as well.
  static func modelled(_ token: DeliveryToken, _ once: Bool, _ now: Instant) -> BeginRequest {
    let allowance = Allowance(
      category: .role, cap: Policy.Cap(count: 2, per: .seconds(40)),
      budget: Policy.Budget(person: 3, category: 20), isInsistent: token.id % 4 == 0)
    return BeginRequest(
      token, onceOnly: once, allowance: token.id % 2 == 0 ? allowance : nil, now: now)
  }
}
