// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_inbox_page(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ query_json: UnsafePointer<CChar>?,
  _ page_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  page_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(page_json, "page_json")
    let query = try InboxQueryDocument.page(optionalDocument(query_json, "query_json"))
    let page = try engine.inbox.page(of: identifier(user_id, "user_id"), query)
    try give(InboxDocument.page(page), to: output)
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
  _ cursor: UnsafePointer<CChar>?, _ query_json: UnsafePointer<CChar>?, _ mark: matines_mark,
  _ marked: UnsafeMutablePointer<matines_marked>?
) -> matines_status {
  Structures.clear(marked)
  return boundary(engine) { engine in
    try Structures.check(marked, "marked")
    let upTo = try NotificationID(text(cursor, "cursor", limit: 64))
    let filter = try InboxQueryDocument.filter(optionalDocument(query_json, "query_json"))
    let after = try engine.mark.all(
      markValue(mark), filter, upTo: upTo, of: identifier(user_id, "user_id"))
    write(after, to: marked)
  }
}

@c @implementation
public func matines_inbox_undo(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ undo: UnsafePointer<CChar>?,
  _ marked: UnsafeMutablePointer<matines_marked>?
) -> matines_status {
  Structures.clear(marked)
  return boundary(engine) { engine in
    try Structures.check(marked, "marked")
    let batch = try MarkedBatch(text(undo, "undo", limit: 128))
    let after = try engine.mark.takeBack(batch, of: identifier(user_id, "user_id"))
    write(after, to: marked)
  }
}

private func markValue(_ mark: matines_mark) throws -> Mark {
  switch mark {
  case MATINES_SEEN: .seen
  case MATINES_READ: .read
  case MATINES_UNREAD: .unread
  case MATINES_ARCHIVED: .archived
  case MATINES_UNARCHIVED: .unarchived
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

private func write(_ marked: Marked, to output: UnsafeMutablePointer<matines_marked>?) {
  guard output != nil else { return }
  var answer = matines_marked()
  answer.rows = Int64(marked.rows)
  answer.unread = marked.counts.unread
  answer.unseen = marked.counts.unseen
  answer.unseen_info = marked.counts.unseen(.info)
  answer.unseen_success = marked.counts.unseen(.success)
  answer.unseen_warning = marked.counts.unseen(.warning)
  answer.unseen_error = marked.counts.unseen(.error)
  answer.version = marked.counts.version
  withUnsafeMutableBytes(of: &answer.undo) { octets in
    // One place is left for the NUL.
    for (octet, place) in zip((marked.batch?.text ?? "").utf8, octets.indices.dropLast()) {
      octets[place] = octet
    }
  }
  Structures.write(answer, to: output)
}
