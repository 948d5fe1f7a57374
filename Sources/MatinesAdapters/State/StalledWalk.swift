// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// How far the overdue deliveries of one lane and priority were looked at.
struct StalledWalk: Equatable, Sendable {
  /// Of the last one.
  let due: Int64
  let id: Int64
  /// When this walk began.
  let since: Instant

  init(due: Int64, id: Int64, since: Instant) {
    self.due = due
    self.id = id
    self.since = since
  }

  static func beginning(at now: Instant) -> StalledWalk {
    StalledWalk(due: .min, id: .min, since: now)
  }

  /// From the stored one: a clock that went back has left rows behind it.
  init(resuming known: StalledWalk?, _ search: StalledSearch) {
    guard let known, known.due < search.overdue.milliseconds else {
      self = .beginning(at: search.now)
      return
    }
    self = known
  }

  /// After a batch: at its end the next walk begins, when this one is old enough.
  func after(_ last: QueuePlace?, count: Int, _ search: StalledSearch) -> StalledWalk {
    let age = search.now.milliseconds.subtractingReportingOverflow(since.milliseconds)
    let isOld = age.overflow || age.partialValue < 0 || age.partialValue >= StalledSearch.pause
    if count < search.limit, isOld { return .beginning(at: search.now) }
    guard let last else { return self }
    return StalledWalk(due: last.due.milliseconds, id: last.id, since: since)
  }
}

extension StalledWalk {
  /// As a store's processes tell each other.
  var text: String { "\(due) \(id) \(since.milliseconds)" }

  init?(_ text: String) {
    let numbers = text.split(separator: " ").compactMap { Int64($0) }
    guard numbers.count == 3 else { return nil }
    self.init(due: numbers[0], id: numbers[1], since: Instant(milliseconds: numbers[2]))
  }
}

extension StalledSearch {
  var lanes: Set<Lane> { Set(carried.map { Lane($0) }) }

  func isStalled(_ place: QueuePlace, _ carried: Set<Lane>) -> Bool {
    place.due < overdue && !carried.contains(place.lane)
  }
}

extension Arming {
  /// What becomes ready behind a delivery that nobody takes: the next one that waits, and on while
  /// that is one which nobody takes either.
  static func passing(
    _ index: Int, count: Int, state: (Int) -> DeliveryState, isStalled: (Int) -> Bool
  ) -> [Int] {
    var passed: [Int] = []
    var from = index
    while let next = successor(of: from, count: count, state: state) {
      passed.append(next)
      guard isStalled(next) else { break }
      from = next
    }
    return passed
  }
}
