// SPDX-License-Identifier: MIT
import MatinesDomain

/// What texts will cost by the prices of a policy: that of the number, for each part of its words.
package struct TextPricing: Sendable {
  private let prices: PriceList
  private let parts: @Sendable (Notification, User) -> Int?

  /// `parts` is asked while a transaction is open; nil stands for one, and so does its absence.
  package init(
    _ prices: PriceList, parts: @escaping @Sendable (Notification, User) -> Int? = { _, _ in nil }
  ) {
    self.prices = prices
    self.parts = parts
  }

  /// Millionths; nil where nothing is known to be paid.
  package func price(of notification: Notification, for user: User) -> Int64? {
    guard let phone = user.phone, prices.price(of: phone) != nil else { return nil }
    return prices.price(of: phone, parts: parts(notification, user) ?? 1)
  }
}

/// Counts the parts of texts before they are sent, in the words and the language of their readers.
package struct TextParts: Sendable {
  private let wording: Wording
  private let fitting: TextFitting

  package init(wording: Wording, fitting: TextFitting) {
    self.wording = wording
    self.fitting = fitting
  }

  /// By the words as they are now: where the host finds them, a text counts as one part until it is
  /// sent.
  package func pricing(_ prices: PriceList) -> TextPricing {
    let (wording, fitting) = (wording.snapshot, fitting)
    return TextPricing(prices) { notification, user in
      let words = try? wording.render(notification, for: user, on: .sms)
      return words.flatMap { fitting.parts(of: $0.text) }
    }
  }
}
