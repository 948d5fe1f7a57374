// SPDX-License-Identifier: MIT
import CMatines
import Glibc
import MatinesDomain
import MatinesWire

/// Runs one exported function: every failure leaves as a status and a line, and nothing else does.
func boundary(_ body: () throws -> Void) -> matines_status {
  do {
    try body()
    ThreadState.clearMessage()
    return MATINES_OK
  } catch {
    let refusal = Refusal(error)
    ThreadState.current.set(refusal.message)
    return refusal.status
  }
}

enum Access { case reading, changing }

/// The same for a function of an engine, which is kept open until it returns.
func boundary(
  _ handle: OpaquePointer?, _ access: Access = .changing, _ body: (Engine) throws -> Void
) -> matines_status {
  boundary {
    try Handles.use(handle) { engine in
      if access == .changing, ThreadState.isInside(engine.id) {
        throw Refusal(
          MATINES_EREENTRY, "engine: a host's function may only read from the engine it serves")
      }
      try body(engine)
    }
  }
}

/// Copies a text argument and checks that it is UTF-8. `String(cString:)` would mend it silently.
func text(_ pointer: UnsafePointer<CChar>?, _ name: String, limit: Int) throws -> String {
  guard let pointer else { throw Refusal(MATINES_ENULL, "\(name): NULL") }
  // Never reads further than the limit: a text without an end must not cost more than that.
  let length = strnlen(pointer, limit + 1)
  guard length <= limit else {
    throw Refusal(MATINES_ETOOLARGE, "\(name): longer than \(limit) octets")
  }
  // It ends there, so this reads no further either; and it is the one form that is not generic.
  guard let text = String(validatingCString: pointer) else {
    throw Refusal(MATINES_EENCODING, "\(name): not UTF-8")
  }
  return text
}

func optionalText(
  _ pointer: UnsafePointer<CChar>?, _ name: String, limit: Int
) throws -> String? {
  guard pointer != nil else { return nil }
  return try text(pointer, name, limit: limit)
}

func identifier<Kind>(
  _ pointer: UnsafePointer<CChar>?, _ name: String, as kind: Kind.Type = Kind.self
) throws -> Identifier<Kind> {
  // As most of them are; all others go the long way, and are told what is wrong with them.
  if let octets = octets(pointer, limit: Kind.limit),
    let plain = Identifier<Kind>(plain: octets.span)
  {
    return plain
  }
  return try Identifier<Kind>(text(pointer, name, limit: Kind.limit), field: name)
}

/// Up to the limit and one more.
func octets(
  _ pointer: UnsafePointer<CChar>?, limit: Int
) -> UnsafeBufferPointer<UInt8>? {
  guard let pointer else { return nil }
  return UnsafeRawBufferPointer(start: pointer, count: strnlen(pointer, limit + 1))
    .bindMemory(to: UInt8.self)
}

/// An event, a person, a subscription, a list of ids.
func document(_ pointer: UnsafePointer<CChar>?, _ name: String) throws -> String {
  try text(pointer, name, limit: JSONLimits.data.octets)
}

func optionalDocument(_ pointer: UnsafePointer<CChar>?, _ name: String) throws -> String? {
  guard pointer != nil else { return nil }
  return try document(pointer, name)
}

func required<Value>(
  _ pointer: UnsafeMutablePointer<Value>?, _ name: String
) throws -> UnsafeMutablePointer<Value> {
  guard let pointer else { throw Refusal(MATINES_ENULL, "\(name): NULL") }
  return pointer
}

/// Hands a document to the caller, who frees it with `matines_free`.
func give(_ text: String, to output: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) throws {
  var text = text
  let copy = text.withUTF8 { octets -> UnsafeMutableRawPointer? in
    guard let copy = malloc(octets.count + 1) else { return nil }
    if let start = octets.baseAddress { copy.copyMemory(from: start, byteCount: octets.count) }
    copy.storeBytes(of: 0, toByteOffset: octets.count, as: UInt8.self)
    return copy
  }
  guard let copy else { throw Refusal(MATINES_EINTERNAL, "no memory for the answer") }
  output.pointee = copy.assumingMemoryBound(to: CChar.self)
}
