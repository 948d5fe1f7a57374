// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_explain(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ notification_id: UnsafePointer<CChar>?, _ locale: UnsafePointer<CChar>?,
  _ explanation_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  explanation_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(explanation_json, "explanation_json")
    let language = try optionalText(locale, "locale", limit: 64).map { try LanguageTag($0) }
    let explanation = try engine.explain(
      NotificationID(text(notification_id, "notification_id", limit: 64)),
      for: identifier(user_id, "user_id"), in: Sentences.Language(language ?? .french))
    try give(ExplanationDocument.write(explanation), to: output)
  }
}

@c @implementation
public func matines_failed_list(
  _ engine: OpaquePointer?, _ limit: UInt32,
  _ list_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  list_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(list_json, "list_json")
    guard (1...1_000).contains(limit) else {
      throw InvalidValue("limit", .malformed("not from 1 to 1000"))
    }
    let store = engine.assembly.store
    let document = FailedDocument.write(
      try store.failed(limit: Int(limit)), try store.givenUp(limit: Int(limit)))
    try give(document, to: output)
  }
}

@c @implementation
public func matines_failed_retry(
  _ engine: OpaquePointer?, _ delivery_id: Int64
) -> matines_status {
  boundary(engine) { engine in
    let now = engine.ports.clock.now()
    try engine.assembly.store.retry(delivery_id, now: now, expires: now + .day)
    engine.assembly.wakeUp.ring()
  }
}

@c @implementation
public func matines_failed_drop(
  _ engine: OpaquePointer?, _ delivery_id: Int64
) -> matines_status {
  boundary(engine) { engine in
    try engine.assembly.store.drop(delivery_id, now: engine.ports.clock.now())
  }
}

@c @implementation
public func matines_prune(
  _ engine: OpaquePointer?, _ keep_ms: Int64, _ budget_ms: UInt32,
  _ report: UnsafeMutablePointer<matines_prune_report>?
) -> matines_status {
  Structures.clear(report)
  return boundary(engine) { engine in
    try Structures.check(report, "report")
    guard keep_ms >= 0 else { throw InvalidValue("keep_ms", .malformed("negative")) }
    let done = try engine.prune(
      otherwise: keep_ms == 0 ? nil : Instant.Span(milliseconds: keep_ms),
      budget: Instant.Span(milliseconds: Int64(budget_ms)))
    write(done, to: report)
  }
}

private func write(
  _ done: PruneHistory.Report, to output: UnsafeMutablePointer<matines_prune_report>?
) {
  var answer = matines_prune_report()
  answer.finished = done.isFinished ? 1 : 0
  answer.notifications = Int64(done.rows.notifications)
  answer.recipients = Int64(done.rows.recipients)
  answer.deliveries = Int64(done.rows.deliveries)
  answer.keys = Int64(done.rows.keys)
  answer.others = Int64(done.rows.others)
  answer.store_bytes = done.size.total
  answer.free_bytes = done.size.free
  Structures.write(answer, to: output)
}
