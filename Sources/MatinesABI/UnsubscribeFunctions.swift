// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_unsubscribe_token(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ category: UnsafePointer<CChar>?, _ channel: UnsafePointer<CChar>?,
  _ token: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  token?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(token, "token")
    let user: UserID = try identifier(user_id, "user_id")
    let category: CategoryName = try identifier(category, "category")
    let channel: ChannelName = try identifier(channel, "channel")
    try engine.preferences.checkLink(category, channel)
    let text = try engine.assembly.unsubscriptions.token(
      user: user, category: category, channel: channel)
    try give(text, to: output)
  }
}

@c @implementation
public func matines_unsubscribe_read(
  _ engine: OpaquePointer?, _ token: UnsafePointer<CChar>?,
  _ link_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  link_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(link_json, "link_json")
    let link = try read(token, engine)
    try give(
      UnsubscribeDocument.write(link, fixed: engine.preferences.isFixed(link)), to: output)
  }
}

@c @implementation
public func matines_unsubscribe(
  _ engine: OpaquePointer?, _ token: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { try $0.preferences.unsubscribe(read(token, $0)) }
}

private func read(
  _ token: UnsafePointer<CChar>?, _ engine: Engine
) throws -> Unsubscription {
  try engine.assembly.unsubscriptions.read(text(token, "token", limit: 512))
}
