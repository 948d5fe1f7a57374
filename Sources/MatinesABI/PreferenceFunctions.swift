// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_preference_get(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ preferences_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  preferences_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(preferences_json, "preferences_json")
    let sheet = try engine.preferences(identifier(user_id, "user_id"))
    let locale = engine.wording.locale(of: sheet.user)
    try give(PreferenceDocument.write(sheet, locale: locale), to: output)
  }
}

@c @implementation
public func matines_preference_set(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?,
  _ preferences_json: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let user: UserID = try identifier(user_id, "user_id")
    try engine.preferences.change(
      user, PreferenceDocument.change(document(preferences_json, "preferences_json")))
  }
}

@c @implementation
public func matines_preference_pause(
  _ engine: OpaquePointer?, _ user_id: UnsafePointer<CChar>?, _ until_ms: Int64
) -> matines_status {
  boundary(engine) { engine in
    let user: UserID = try identifier(user_id, "user_id")
    try engine.preferences.change(user, PreferenceDocument.pause(until: until_ms))
  }
}
