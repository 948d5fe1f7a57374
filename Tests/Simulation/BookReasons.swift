// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Nothing is dropped for a reason that is not so.
extension Book {
  func check(_ at: Int, dropped reason: Reason) {
    let row = rows[at]
    demand(
      isTrue(reason, at), "R5", "delivery \(row.id) was dropped although not: \(reason.rawValue)")
  }

  private func isTrue(_ reason: Reason, _ at: Int) -> Bool {
    guard let look = looks[at] else { return false }
    let row = rows[at]
    let message = messages[row.message]
    switch reason {
    case .expired: return look.readings.contains { $0 >= row.expires }
    case .seen: return row.cancelledBySeen && (message.seen)
    case .acked: return row.cancelledByAcked && message.acked
    case .reached:
      return message.rows.contains {
        rows[$0].channel == row.channel && rows[$0].place < row.place
          && rows[$0].state == .delivered
      }
    case .notOnline, .online, .visible, .notVisible: return isElsewhere(at, look)
    case .replaced: return message.isReplaced && !row.isAskedAgain
    case .cancelled: return notices[message.notice].isCancelled
    case .leftAudience: return !look.isMember
    case .capped, .overBudget: return row.refusal == reason
    case .optionalOff, .switchedOff, .paused: return isUnwanted(reason, at, look)
    default: return false
    }
  }

  private func isElsewhere(_ at: Int, _ look: Look) -> Bool {
    let message = messages[rows[at].message]
    return look.wasTold { !rows[at].rung.when.isMet(by: $0) }
      && !(message.category.kind == .security && rows[at].channel == .email)
  }

  private func isUnwanted(_ reason: Reason, _ at: Int, _ look: Look) -> Bool {
    let (row, category) = (rows[at], messages[rows[at].message].category)
    if reason == .optionalOff {
      return row.rung.optional && !category.optedIn.contains(row.channel)
        && !look.preferences.chosen(true, in: category.name).contains(row.channel)
    }
    if category.isInsistent { return false }
    return reason == .paused
      ? row.channel != .realtime && isPaused(look, throughout: false)
      : look.preferences.chosen(false, in: category.name).contains(row.channel)
  }
}

extension Rung.Condition {
  func isMet(by presence: Presence) -> Bool {
    switch self {
    case .any: true
    case .online: presence != .offline
    case .offline: presence == .offline
    case .visible: presence == .visible
    case .notVisible: presence != .visible
    }
  }
}
