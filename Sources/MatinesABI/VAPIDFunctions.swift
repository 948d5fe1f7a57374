// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters

@c @implementation
public func matines_vapid_generate(
  _ key_file: UnsafePointer<CChar>?, _ public_key: UnsafeMutablePointer<CChar>?, _ size: Int
) -> matines_status {
  if size != 0 { public_key?.pointee = 0 }
  return boundary {
    let file = try text(key_file, "key_file", limit: 4_096)
    let output = try required(public_key, "public_key")
    // A size_t beyond Int.max arrives as a negative number, and is room enough.
    guard size < 0 || size >= MATINES_VAPID_KEY_SIZE else {
      throw Refusal(
        MATINES_ETOOLARGE, "size: \(MATINES_VAPID_KEY_SIZE) octets are needed")
    }
    var end = 0
    for octet in try VAPIDKey.generate(file: file).utf8 {
      output[end] = CChar(bitPattern: octet)
      end += 1
    }
    output[end] = 0
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
    let keys = try engine.ownPush().keys.publicKeys
    try give(VAPIDKeysDocument.write(keys), to: output)
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
    try give(engine.ownPush().authorization(endpoint, publicKey: key), to: output)
  }
}
