// SPDX-License-Identifier: MIT
import CMatines
import Glibc
import MatinesWire

@c @implementation
public func matines_version() -> UInt32 { UInt32(MATINES_VERSION_NUMBER) }

@c @implementation
public func matines_error_message() -> UnsafePointer<CChar>? { ThreadState.errorMessage }

@c @implementation
public func matines_free(_ text: UnsafeMutablePointer<CChar>?) {
  guard let text else { return }
  explicit_bzero(text, strlen(text))
  free(text)
}

@c @implementation
public func matines_open(
  _ config_json: UnsafePointer<CChar>?, _ engine: UnsafeMutablePointer<OpaquePointer?>?
) -> matines_status {
  engine?.pointee = nil
  return boundary {
    let output = try required(engine, "engine")
    output.pointee = try Handles.open(
      text(config_json, "config_json", limit: JSONLimits.document.octets))
  }
}

@c @implementation
public func matines_close(_ engine: OpaquePointer?) { Handles.close(engine) }
