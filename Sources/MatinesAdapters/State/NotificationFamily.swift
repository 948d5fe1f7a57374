// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The notifications of one event: its own, and those for its observers. Acceptance gives them
/// numbers that follow each other; an observer's, asked for by itself, stands alone.
struct NotificationFamily {
  struct Member {
    let number: Int64
    let part: Int
    let recipients: Int
    let deliveries: Int
    let created: Instant
    let isCancelled: Bool
    let isExpanding: Bool
  }

  private(set) var members: [Member]

  init(_ first: Member) { members = [first] }

  var numbers: [Int64] { members.map(\.number) }
  var isExpanding: Bool { members.contains(where: \.isExpanding) }

  /// False for another event's.
  mutating func add(_ member: Member) -> Bool {
    guard let first = members.first, first.part == 0, member.part > 0,
      member.number == first.number + Int64(members.count)
    else { return false }
    members.append(member)
    return true
  }

  var progress: BroadcastProgress {
    let isCancelled = members.first?.isCancelled ?? false
    return BroadcastProgress(
      state: isCancelled ? .cancelled : isExpanding ? .running : .done,
      recipients: members.reduce(0) { $0 + $1.recipients },
      deliveries: members.reduce(0) { $0 + $1.deliveries },
      created: members.first?.created ?? Instant(milliseconds: 0))
  }
}
