// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_phone_start(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ phone: UnsafePointer<CChar>?,
  _ code: UnsafeMutablePointer<CChar>?, _ size: Int
) -> matines_status {
  if size != 0 { code?.pointee = 0 }
  return boundary(engine) { engine in
    let user: UserID = try identifier(user_id, "user_id")
    let phone = try PhoneNumber(text(phone, "phone", limit: 64))
    guard let code else { return try engine.phones.startAndSend(user, phone) }
    // A size_t beyond Int.max arrives as a negative number, and is room enough.
    guard size < 0 || size >= MATINES_PHONE_CODE_SIZE else {
      throw Refusal(MATINES_ETOOLARGE, "size: \(MATINES_PHONE_CODE_SIZE) octets are needed")
    }
    var end = 0
    for octet in try engine.phones.start(user, phone).text.utf8 {
      code[end] = CChar(bitPattern: octet)
      end += 1
    }
    code[end] = 0
  }
}

@c @implementation
public func matines_phone_confirm(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ code: UnsafePointer<CChar>?,
  _ tries_left: UnsafeMutablePointer<Int32>?
) -> matines_status {
  tries_left?.pointee = 0
  return boundary(engine) { engine in
    let user: UserID = try identifier(user_id, "user_id")
    let text = try text(code, "code", limit: 64)
    guard let code = try? VerificationCode(text) else {
      // No try was spent, so there may be some.
      tries_left?.pointee = -1
      throw InvalidValue("code", .malformed("not six digits"))
    }
    guard let left = try engine.phones.confirm(user, code) else { return }
    tries_left?.pointee = Int32(clamping: left)
    throw InvalidValue("code", .malformed(left > 0 ? "wrong" : "wrong, and no try is left"))
  }
}
