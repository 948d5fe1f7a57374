// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain

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
      PushPayload(payload, length, offsets: nil, count: 1))
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
      PushPayload(payload, length, offsets: offsets, count: count))
    try messages.encryptAll(into: bodies, stride, lengths)
  }
}
