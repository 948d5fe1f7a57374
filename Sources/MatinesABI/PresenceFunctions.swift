// SPDX-License-Identifier: MIT
import CMatines
import MatinesDomain

@c @implementation
public func matines_presence_ping(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ tab_id: UnsafePointer<CChar>?, _ visible: Int32
) -> matines_status {
  boundary(engine) { engine in
    guard visible == 0 || visible == 1 else {
      throw InvalidValue("visible", .malformed("not 0 or 1"))
    }
    try engine.presence.ping(
      identifier(user_id, "user_id"), tab: identifier(tab_id, "tab_id"),
      visible: visible == 1)
  }
}

@c @implementation
public func matines_presence_leave(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ tab_id: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    try engine.presence.leave(
      identifier(user_id, "user_id"), tab: identifier(tab_id, "tab_id"))
  }
}

@c @implementation
public func matines_presence_check(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ presence: UnsafeMutablePointer<matines_presence>?
) -> matines_status {
  presence?.pointee = MATINES_OFFLINE
  return boundary(engine, .reading) { engine in
    let output = try required(presence, "presence")
    switch try engine.presence.check(identifier(user_id, "user_id")) {
    case .offline: output.pointee = MATINES_OFFLINE
    case .hidden: output.pointee = MATINES_HIDDEN
    case .visible: output.pointee = MATINES_VISIBLE
    }
  }
}
