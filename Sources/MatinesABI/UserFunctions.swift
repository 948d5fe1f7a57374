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
    try engine.assembly.zones.check(user, at: "user")
    try engine.assembly.store.put(user, now: engine.ports.clock.now())
  }
}
