// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_subscription_put(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ subscription_json: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let user: UserID = try identifier(user_id, "user_id")
    let browser = try SubscriptionDocument.read(
      document(subscription_json, "subscription_json"), engine.push,
      now: engine.ports.clock.now())
    try engine.assembly.store.subscribe(
      user, browser, currentKey: engine.push?.keys.publicKeys.first)
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
      user, endpoint: text(endpoint, "endpoint", limit: PushEndpoint.limit))
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
    let browsers = try engine.assembly.store.browsers(of: user)
    try give(SubscriptionDocument.list(browsers), to: output)
  }
}

@c @implementation
public func matines_subscription_label(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ endpoint: UnsafePointer<CChar>?, _ label: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let user: UserID = try identifier(user_id, "user_id")
    let endpoint = try text(endpoint, "endpoint", limit: PushEndpoint.limit)
    let label = try optionalText(label, "label", limit: RegisteredBrowser.labelLimit)
    if let label { try SubscriptionDocument.check(line: label, "label") }
    try engine.assembly.store.label(
      user, endpoint: endpoint, label?.isEmpty == true ? nil : label)
  }
}

@c @implementation
public func matines_subscription_test(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ endpoint: UnsafePointer<CChar>?, _ outcome: UnsafeMutablePointer<matines_outcome>?
) -> matines_status {
  outcome?.pointee = matines_outcome(0)
  return boundary(engine) { engine in
    let output = try required(outcome, "outcome")
    let user: UserID = try identifier(user_id, "user_id")
    let endpoint = try text(endpoint, "endpoint", limit: PushEndpoint.limit)
    let push = try engine.ownDirectPush()
    let store = engine.assembly.store
    let found = try store.browsers(of: user).first { $0.subscription.endpoint == endpoint }
    guard let browser = found else { throw StoreFailure.notFound("endpoint") }
    let locale = try store.stored(user)?.locale ?? engine.assembly.document.locale
    let ended = try push.send(
      TestPush.payload(for: locale), TestPush.treatment, to: [browser.subscription])
    if case .gone = ended[0] { try forget(endpoint, of: user, store) }
    engine.report(ended[0])
    output.pointee = matines_outcome(ended[0])
  }
}

/// Removed meanwhile is removed.
private func forget(_ endpoint: String, of user: UserID, _ store: any Store) throws {
  do throws(StoreFailure) {
    try store.unsubscribe(user, endpoint: endpoint)
  } catch {
    guard case .notFound = error else { throw error }
  }
}

@c @implementation
public func matines_subscription_acknowledge(
  _ engine: OpaquePointer?, _ token: UnsafePointer<CChar>?, _ opened: Int32
) -> matines_status {
  boundary(engine) { engine in
    let token = try text(token, "token", limit: 128)
    guard opened == 0 || opened == 1 else {
      throw InvalidValue("opened", .malformed("neither 0 nor 1"))
    }
    let receipt = try engine.assembly.acknowledgements.read(token, wasOpened: opened == 1)
    try engine.mark.acknowledge(receipt)
  }
}
