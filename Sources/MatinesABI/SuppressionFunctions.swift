// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_suppression_put(
  _ engine: OpaquePointer?, _ address: UnsafePointer<CChar>?, _ reason: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let address = try suppressed(address, "address")
    guard let cause = Suppression.Cause(rawValue: try text(reason, "reason", limit: 64)) else {
      let known = Suppression.Cause.allCases.map(\.rawValue).joined(separator: ", ")
      throw InvalidValue("reason", .malformed("none of \(known)"))
    }
    try engine.assembly.store.put(
      Suppression(address: address, cause: cause, since: engine.ports.clock.now()))
  }
}

@c @implementation
public func matines_suppression_remove(
  _ engine: OpaquePointer?, _ address: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    try engine.assembly.store.removeSuppression(of: suppressed(address, "address"))
  }
}

@c @implementation
public func matines_suppression_list(
  _ engine: OpaquePointer?, _ after: UnsafePointer<CChar>?, _ limit: UInt32,
  _ list_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  list_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(list_json, "list_json")
    guard (1...1_000).contains(limit) else {
      throw InvalidValue("limit", .malformed("not from 1 to 1000"))
    }
    let last = try after.map { try suppressed($0, "after") }
    let found = try engine.assembly.store.suppressions(after: last, limit: Int(limit) + 1)
    let document = SuppressionDocument.write(
      Array(found.prefix(Int(limit))), isCut: found.count > Int(limit))
    try give(document, to: output)
  }
}

private func suppressed(
  _ address: UnsafePointer<CChar>?, _ name: String
) throws -> SuppressedAddress {
  try SuppressedAddress(text(address, name, limit: 512), field: name)
}
