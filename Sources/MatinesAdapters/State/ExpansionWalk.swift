// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Expansion {
  /// Nil for a subject that an observer's notification has to pass over.
  func concerns(_ user: UserID) -> Bool { part == 0 || user != subject }

  /// A list's next people; a list that was passed is empty.
  func next(of users: [UserID], limit: Int) -> ArraySlice<UserID> {
    let start = Int(cursor.after) ?? 0
    return (0...users.count).contains(start) ? users[start...].prefix(limit) : []
  }

  /// Where the next batch begins when this one has looked at `looked` people, up to `last`.
  func cursor(
    looked: Int, limit: Int, last: UserID?, in audience: Audience
  ) -> Cursor? {
    let parts = audience.others
    guard looked < limit else {
      if parts.indices.contains(cursor.place), case .users = parts[cursor.place] {
        let start = Int(cursor.after) ?? 0
        return Cursor(place: cursor.place, after: "\(start + looked)")
      }
      return Cursor(place: cursor.place, after: last?.text ?? cursor.after)
    }
    let next = cursor.place + 1
    return parts.indices.contains(next) ? Cursor(place: next, after: "") : nil
  }
}
