// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_emit(
  _ engine: OpaquePointer?, _ event: UnsafePointer<CChar>?,
  _ event_id: UnsafePointer<CChar>?, _ event_json: UnsafePointer<CChar>?,
  _ receipt: UnsafeMutablePointer<matines_receipt>?
) -> matines_status {
  Structures.clear(receipt)
  return boundary(engine) { engine in
    try Structures.check(receipt, "receipt")
    let event = try EventDocument().event(
      identifier(event, "event"), id: optionalIdentifier(event_id, "event_id"),
      document: document(event_json, "event_json"))
    write(try engine.emit(event), of: engine, to: receipt)
  }
}

@c @implementation
public func matines_stage(
  _ engine: OpaquePointer?, _ event: UnsafePointer<CChar>?,
  _ event_id: UnsafePointer<CChar>?, _ event_json: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    try engine.staging.stage(
      identifier(event, "event"), id: identifier(event_id, "event_id"),
      document: document(event_json, "event_json"))
  }
}

@c @implementation
public func matines_schedule(
  _ engine: OpaquePointer?, _ event: UnsafePointer<CChar>?,
  _ event_id: UnsafePointer<CChar>?, _ event_json: UnsafePointer<CChar>?, _ at_ms: Int64
) -> matines_status {
  boundary(engine) { engine in
    // From 1970 to 9999: what the clock of an engine can show.
    guard (0...253_402_300_799_999).contains(at_ms) else {
      throw InvalidValue("at_ms", .malformed("not between 1970 and 9999"))
    }
    try engine.staging.stage(
      identifier(event, "event"), id: identifier(event_id, "event_id"),
      document: document(event_json, "event_json"), due: Instant(milliseconds: at_ms))
    engine.assembly.wakeUp.ring()
  }
}

@c @implementation
public func matines_confirm(
  _ engine: OpaquePointer?, _ event_id: UnsafePointer<CChar>?,
  _ receipt: UnsafeMutablePointer<matines_receipt>?
) -> matines_status {
  Structures.clear(receipt)
  return boundary(engine) { engine in
    try Structures.check(receipt, "receipt")
    let confirmed = try engine.staging.confirm(identifier(event_id, "event_id"))
    write(confirmed, of: engine, to: receipt)
  }
}

@c @implementation
public func matines_discard(
  _ engine: OpaquePointer?, _ event_id: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    try engine.staging.discard(identifier(event_id, "event_id"))
  }
}

@c @implementation
public func matines_notify(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ key: UnsafePointer<CChar>?,
  _ notification_json: UnsafePointer<CChar>?,
  _ receipt: UnsafeMutablePointer<matines_receipt>?
) -> matines_status {
  Structures.clear(receipt)
  return boundary(engine) { engine in
    try Structures.check(receipt, "receipt")
    let event = try NotificationDocument.event(
      document(notification_json, "notification_json"), for: identifier(user_id, "user_id"),
      key: optionalIdentifier(key, "key"))
    write(try engine.emit(event), of: engine, to: receipt)
  }
}

private func optionalIdentifier<Kind>(
  _ pointer: UnsafePointer<CChar>?, _ name: String
) throws -> Identifier<Kind>? {
  guard pointer != nil else { return nil }
  return try identifier(pointer, name)
}

private func write(
  _ receipt: Receipt, of engine: Engine, to output: UnsafeMutablePointer<matines_receipt>?
) {
  guard output != nil else { return }
  var answer = matines_receipt()
  answer.recipients = UInt32(clamping: receipt.recipients)
  answer.deliveries = UInt32(clamping: receipt.deliveries)
  answer.repeated = receipt.repeated ? 1 : 0
  answer.durable = engine.assembly.store.survivesPowerLoss ? 1 : 0
  answer.expanding = receipt.isExpanding ? 1 : 0
  withUnsafeMutableBytes(of: &answer.notification_id) { octets in
    for (octet, place) in zip(receipt.notification.octets, octets.indices) {
      octets[place] = octet
    }
  }
  Structures.write(answer, to: output)
}
