// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain

@c @implementation
public func matines_presence_ping(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ tab_id: UnsafePointer<CChar>?, _ visible: Int32
) -> matines_status {
  boundary(engine) { engine in
    let visible = try flag(visible)
    try engine.presence.ping(
      identifier(user_id, "user_id"), tab: identifier(tab_id, "tab_id"), visible: visible)
  }
}

private func flag(_ visible: Int32) throws -> Bool {
  guard visible == 0 || visible == 1 else {
    throw InvalidValue("visible", .malformed("not 0 or 1"))
  }
  return visible == 1
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
    output.pointee = try look(for: user_id, engine).code
  }
}

private func look(for user: UnsafePointer<CChar>?, _ engine: Engine) throws -> Presence {
  if let octets = octets(user, limit: UserKind.limit), UserID.isPlain(octets.span),
    let found = try engine.presence.check(plain: octets.span)
  {
    return found
  }
  return try engine.presence.check(identifier(user, "user_id"))
}

extension Presence {
  fileprivate var code: matines_presence {
    switch self {
    case .offline: MATINES_OFFLINE
    case .hidden: MATINES_HIDDEN
    case .visible: MATINES_VISIBLE
    }
  }
}

@c @implementation
public func matines_presence_token(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ session_id: UnsafePointer<CChar>?,
  _ token: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  token?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(token, "token")
    let user: UserID = try identifier(user_id, "user_id")
    let tokens = engine.assembly.presenceTokens
    let session = try tokens.session(identifier(session_id, "session_id"), of: user)
    try give(tokens.sign(engine.presence.token(user, session)), to: output)
  }
}

@c @implementation
public func matines_presence_ping_token(
  _ engine: OpaquePointer?, _ token: UnsafePointer<CChar>?, _ tab_id: UnsafePointer<CChar>?,
  _ visible: Int32
) -> matines_status {
  boundary(engine) { engine in
    let visible = try flag(visible)
    let tab: TabID = try identifier(tab_id, "tab_id")
    try engine.presence.ping(read(token, engine), tab: tab, visible: visible)
  }
}

@c @implementation
public func matines_presence_leave_token(
  _ engine: OpaquePointer?, _ token: UnsafePointer<CChar>?, _ tab_id: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let tab: TabID = try identifier(tab_id, "tab_id")
    try engine.presence.leave(read(token, engine), tab: tab)
  }
}

@c @implementation
public func matines_presence_end(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ session_id: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let user: UserID = try identifier(user_id, "user_id")
    let session: SessionID = try identifier(session_id, "session_id")
    try engine.presence.end(
      engine.assembly.presenceTokens.session(session, of: user), of: user)
  }
}

private func read(_ token: UnsafePointer<CChar>?, _ engine: Engine) throws -> PresenceToken {
  try engine.assembly.presenceTokens.read(text(token, "token", limit: PresenceTokens.limit))
}
