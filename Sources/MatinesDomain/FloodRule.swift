// SPDX-License-Identifier: MIT

/// How many notifications a minute reach one person; what comes beyond is stored and not sent.
package enum FloodRule {
  /// Nil when this one is too many. `mark` is stored with the person and replaced by the answer.
  package static func next(after mark: Instant, now: Instant, aMinute most: Int) -> Instant? {
    let interval = Instant.Span(milliseconds: 60_000 / Int64(max(1, most)))
    return LeakyBucket(burst: most, interval: interval).next(after: mark, now: now)
  }
}
