// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_inbox_page(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ before: UnsafePointer<CChar>?, _ limit: UInt32,
  _ page_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  page_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(page_json, "page_json")
    let cursor = try optionalText(before, "before", limit: 64).map { text in
      try NotificationID(text)
    }
    let rows = try engine.inbox.page(
      of: identifier(user_id, "user_id"), before: cursor, limit: Int(limit))
    try give(InboxDocument.page(rows, limit: Int(limit)), to: output)
  }
}

@c @implementation
public func matines_inbox_counts(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ counts: UnsafeMutablePointer<matines_counts>?
) -> matines_status {
  Structures.clear(counts)
  return boundary(engine, .reading) { engine in
    let output = try required(counts, "counts")
    try Structures.check(output, "counts")
    write(try engine.inbox.counts(of: identifier(user_id, "user_id")), to: output)
  }
}

@c @implementation
public func matines_inbox_mark(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ ids_json: UnsafePointer<CChar>?, _ mark: matines_mark,
  _ counts: UnsafeMutablePointer<matines_counts>?
) -> matines_status {
  Structures.clear(counts)
  return boundary(engine) { engine in
    try Structures.check(counts, "counts")
    let ids = try InboxDocument.ids(document(ids_json, "ids_json"))
    let after = try engine.mark(
      markValue(mark), ids, of: identifier(user_id, "user_id"))
    write(after, to: counts)
  }
}

@c @implementation
public func matines_inbox_mark_all(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ cursor: UnsafePointer<CChar>?, _ mark: matines_mark,
  _ counts: UnsafeMutablePointer<matines_counts>?
) -> matines_status {
  Structures.clear(counts)
  return boundary(engine) { engine in
    try Structures.check(counts, "counts")
    let upTo = try NotificationID(text(cursor, "cursor", limit: 64))
    let after = try engine.mark.all(
      markValue(mark), upTo: upTo, of: identifier(user_id, "user_id"))
    write(after, to: counts)
  }
}

private func markValue(_ mark: matines_mark) throws -> Mark {
  switch mark {
  case MATINES_SEEN: .seen
  case MATINES_READ: .read
  case MATINES_UNREAD: .unread
  case MATINES_ARCHIVED: .archived
  default: throw InvalidValue("mark", .malformed("not a mark"))
  }
}

private func write(_ counts: Counts, to output: UnsafeMutablePointer<matines_counts>?) {
  var answer = matines_counts()
  answer.unread = counts.unread
  answer.unseen = counts.unseen
  answer.unseen_info = counts.unseen(.info)
  answer.unseen_success = counts.unseen(.success)
  answer.unseen_warning = counts.unseen(.warning)
  answer.unseen_error = counts.unseen(.error)
  answer.version = counts.version
  Structures.write(answer, to: output)
}
