// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain

@c @implementation
public func matines_realtime_subscription(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ session_id: UnsafePointer<CChar>?,
  _ subscription_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  subscription_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(subscription_json, "subscription_json")
    let user: UserID = try identifier(user_id, "user_id")
    var session: SessionTag?
    if session_id != nil {
      session = try engine.assembly.presenceTokens.session(
        identifier(session_id, "session_id"), of: user)
    }
    try give(StreamDocument.write(engine.follow(user, session: session)), to: output)
  }
}

@c @implementation
public func matines_realtime_end(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in try engine.follow.end(identifier(user_id, "user_id")) }
}
