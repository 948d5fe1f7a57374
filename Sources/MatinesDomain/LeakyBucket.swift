// SPDX-License-Identifier: MIT

/// How often something may happen: so many times at once, then once an interval.
struct LeakyBucket: Sendable {
  let burst: Int
  let interval: Instant.Span

  /// Nil when once more now would be once too often. `mark` is a single instant that tells the
  /// whole past: zero at first, and replaced by the answer.
  func next(after mark: Instant, now: Instant) -> Instant? {
    let most = Instant.Span(milliseconds: interval.milliseconds * Int64(burst))
    // A mark lies ahead by what the bucket is deep, and a little more for a process that read its
    // clock earlier. Twice as far, the clock was set back: nobody pays for that.
    let past = mark > now + most + most ? now : max(mark, now)
    guard past + interval <= now + most else { return nil }
    return past + interval
  }
}
