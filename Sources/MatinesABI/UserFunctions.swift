// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain

@c @implementation
public func matines_user_put(
  _ engine: OpaquePointer?, _ user_json: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let user = try UserDocument.read(document(user_json, "user_json"))
    try engine.assembly.store.put(user, now: engine.ports.clock.now())
  }
}

@c @implementation
public func matines_subscription_put(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ subscription_json: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let user: UserID = try identifier(user_id, "user_id")
    let subscription = try SubscriptionDocument.read(
      document(subscription_json, "subscription_json"))
    try engine.assembly.store.subscribe(user, subscription, now: engine.ports.clock.now())
  }
}

@c @implementation
public func matines_subscription_remove(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ endpoint: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let user: UserID = try identifier(user_id, "user_id")
    try engine.assembly.store.unsubscribe(
      user, endpoint: text(endpoint, "endpoint", limit: 2_048))
  }
}

@c @implementation
public func matines_subscription_list(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ list_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  list_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(list_json, "list_json")
    let user: UserID = try identifier(user_id, "user_id")
    let subscriptions = try engine.assembly.store.subscriptions(of: user)
    try give(SubscriptionDocument.list(subscriptions), to: output)
  }
}
