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
