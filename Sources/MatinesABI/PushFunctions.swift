// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import MatinesWire

private let unsupported = Refusal(
  MATINES_EUNSUPPORTED, "webpush: this engine sends none itself; see \"webpush\" of matines_open()")

func service(_ engine: Engine) throws -> PushService {
  guard let service = engine.push else { throw unsupported }
  return service
}

func sender(_ engine: Engine) throws -> DirectPush {
  guard let sender = engine.directPush else { throw unsupported }
  return sender
}

/// What a push service said is for the operator only.
func report(_ outcome: Outcome, to engine: Engine) {
  switch outcome {
  case .delivered: break
  case .misconfigured(let why): engine.ports.log.write(.alarm, "webpush: \(why)")
  case .later(let why, _), .failed(let why), .gone(let why), .unknown(let why):
    engine.ports.log.write(.notice, "webpush: \(why)")
  }
}

@c @implementation
public func matines_vapid_keys(
  _ engine: OpaquePointer?,
  _ keys_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  keys_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(keys_json, "keys_json")
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.beginArray("keys")
    for key in try service(engine).keys.publicKeys { writer.element(key) }
    writer.endArray()
    writer.endObject()
    try give(writer.text, to: output)
  }
}

@c @implementation
public func matines_vapid_header(
  _ engine: OpaquePointer?, _ endpoint: UnsafePointer<CChar>?,
  _ public_key: UnsafePointer<CChar>?,
  _ authorization: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  authorization?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(authorization, "authorization")
    let endpoint = try text(endpoint, "endpoint", limit: PushEndpoint.limit)
    let key = try optionalText(public_key, "public_key", limit: 128)
    try give(service(engine).authorization(endpoint, publicKey: key), to: output)
  }
}

@c @implementation
public func matines_webpush_send(
  _ engine: OpaquePointer?, _ subscriptions_json: UnsafePointer<CChar>?,
  _ payload: UnsafePointer<UInt8>?, _ length: Int, _ ttl_s: UInt32,
  _ urgency: UnsafePointer<CChar>?, _ topic: UnsafePointer<CChar>?,
  _ outcomes: UnsafeMutablePointer<matines_outcome>?, _ count: Int
) -> matines_status {
  // Nobody hands over more than a document can name.
  let limit = JSONLimits.document.octets
  if let outcomes, (0...limit).contains(count) {
    outcomes.update(repeating: matines_outcome(0), count: count)
  }
  return boundary(engine) { engine in
    guard (0...limit).contains(count) else {
      throw InvalidValue("count", .malformed("more than a document can name"))
    }
    let text = try text(subscriptions_json, "subscriptions_json", limit: limit)
    let treatment = try PushTreatment(
      seconds: Int64(ttl_s), urgency: optionalText(urgency, "urgency", limit: 32),
      topic: optionalText(topic, "topic", limit: 64))
    let content = try octets(payload, length)
    let sender = try sender(engine)
    let subscriptions = try SubscriptionDocument.readMany(text, service(engine))
    guard subscriptions.count == count else {
      throw InvalidValue(
        "count", .malformed("\(count), and there are \(subscriptions.count) subscriptions"))
    }
    if count == 0 { return }
    let output = try required(outcomes, "outcomes")
    for (index, ended) in try sender.send(content, treatment, to: subscriptions).enumerated() {
      report(ended, to: engine)
      output[index] = matines_outcome(ended)
    }
  }
}

private func octets(_ payload: UnsafePointer<UInt8>?, _ length: Int) throws -> [UInt8] {
  if length == 0 { return [] }
  guard let payload else { throw Refusal(MATINES_ENULL, "payload: NULL") }
  guard (0...MessageEncryption.payloadLimit).contains(length) else {
    throw InvalidValue("payload", .tooLong(octets: MessageEncryption.payloadLimit))
  }
  return Array(UnsafeBufferPointer(start: payload, count: length))
}
