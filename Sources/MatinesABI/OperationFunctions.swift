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
