// SPDX-License-Identifier: MIT

/// The clock on somebody's wall over a stretch of time: when it was put forward or back, and which
/// moments it shows between two local times. All numbers are milliseconds, local ones as if local
/// midnights were those of UTC.
struct WallClock {
  /// Between two changes of a clock lies, since 1970, almost a week.
  private static let step: Int64 = 86_400_000
  /// No clock on Earth is further from UTC.
  private static let furthest = 18 * 3_600

  /// A time without change: local time is `east` ahead of UTC.
  private struct Run {
    let start: Int64
    var end: Int64
    let east: Int64

    func local(_ moment: Int64) -> Int64 { moment + east }
  }

  private var runs: [Run]

  /// `secondsEast` answers for any moment from `start` to `end`.
  init(from start: Int64, to end: Int64, secondsEast: (Instant) -> Int) {
    func east(_ moment: Int64) -> Int64 {
      let seconds = secondsEast(Instant(milliseconds: moment))
      return Int64(min(max(seconds, -Self.furthest), Self.furthest)) * 1000
    }
    runs = [Run(start: start, end: end, east: east(start))]
    var moment = start
    while moment < end, let run = runs.last {
      let next = min(moment + Self.step, end)
      guard east(next) != run.east else {
        moment = next
        continue
      }
      let change = Self.change(after: moment, until: next) { east($0) != run.east }
      runs[runs.count - 1].end = change
      runs.append(Run(start: change, end: end, east: east(change)))
      moment = change
    }
  }

  /// The first moment with another offset, by halving.
  private static func change(
    after start: Int64, until end: Int64, isChanged: (Int64) -> Bool
  ) -> Int64 {
    var (before, after) = (start, end)
    while after - before > 1 {
      let middle = before + (after - before) / 2
      if isChanged(middle) { after = middle } else { before = middle }
    }
    return after
  }

  /// The local time at both ends.
  var first: Int64 { runs.first.map { $0.local($0.start) } ?? 0 }
  var last: Int64 { runs.last.map { $0.local($0.end) } ?? 0 }

  /// From the first moment at which the wall shows a time of the range to the last; nil when all of
  /// the range was skipped.
  func moments(showing range: Range<Int64>) -> Range<Int64>? {
    var found: Range<Int64>?
    for run in runs {
      let start = max(run.start, range.lowerBound - run.east)
      let end = min(run.end, range.upperBound - run.east)
      guard start < end else { continue }
      found = min(found?.lowerBound ?? start, start)..<max(found?.upperBound ?? end, end)
    }
    return found
  }
}
