// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain
import MatinesWire

@c @implementation
public func matines_webpush_encrypt(
  _ p256dh: UnsafePointer<UInt8>?, _ auth: UnsafePointer<UInt8>?,
  _ payload: UnsafePointer<UInt8>?, _ length: Int, _ padding: UInt32,
  _ body: UnsafeMutablePointer<UInt8>?, _ capacity: Int,
  _ written: UnsafeMutablePointer<Int>?
) -> matines_status {
  written?.pointee = 0
  return boundary {
    let output = try required(written, "written")
    let messages = try PushMessages(
      count: 1, keys: p256dh, secrets: auth, padding: padding,
      PayloadRanges(payload, length, offsets: nil, count: 1))
    try messages.encryptOne(into: body, capacity, output)
  }
}

@c @implementation
public func matines_webpush_encrypt_many(
  _ count: Int, _ p256dh: UnsafePointer<UInt8>?, _ auth: UnsafePointer<UInt8>?,
  _ payload: UnsafePointer<UInt8>?, _ length: Int, _ offsets: UnsafePointer<Int>?,
  _ padding: UInt32, _ bodies: UnsafeMutablePointer<UInt8>?, _ stride: Int,
  _ lengths: UnsafeMutablePointer<Int>?
) -> matines_status {
  boundary {
    guard (0...PushMessages.most).contains(count) else {
      throw Refusal(MATINES_ETOOLARGE, "count: more than memory holds")
    }
    guard count > 0 else { return }
    let lengths = try required(lengths, "lengths")
    lengths.update(repeating: 0, count: count)
    let messages = try PushMessages(
      count: count, keys: p256dh, secrets: auth, padding: padding,
      PayloadRanges(payload, length, offsets: offsets, count: count))
    try messages.encryptAll(into: bodies, stride, lengths)
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
    let subscriptions = try SubscriptionDocument.readMany(text, engine.ownPush())
    guard subscriptions.count == count else {
      throw InvalidValue(
        "count", .malformed("\(count), and there are \(subscriptions.count) subscriptions"))
    }
    if count == 0 { return }
    let output = try required(outcomes, "outcomes")
    let sent = try engine.ownDirectPush().send(content, treatment, to: subscriptions)
    for (index, ended) in sent.enumerated() {
      engine.report(ended)
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
