// SPDX-License-Identifier: MIT
import CMatines
import CSystem
import MatinesAdapters
import Synchronization

/// Handles are checked tokens, not addresses: a closed, forged or inherited one is recognised
/// without being followed. From low to high: 12 bits of slot plus one, 16 of generation, 6 of the
/// process's place in a line of forks, 29 of a keyed check. The highest bit is clear: a language
/// without unsigned numbers holds it as one that is not negative.
struct Handle {
  static let slots = 0xFFF
  static let generations: UInt64 = 0xFFFF
  static let epochs: UInt64 = 0x3F

  let slot: Int
  let generation: UInt64
  let epoch: UInt64

  private static let key = UInt64.random(in: .min ... .max)

  init(slot: Int, generation: UInt64, epoch: UInt64) {
    self.slot = slot
    self.generation = generation & Self.generations
    self.epoch = epoch & Self.epochs
  }

  /// Nil for what this library never gave out.
  init?(_ pointer: OpaquePointer) {
    let bits = UInt64(UInt(bitPattern: pointer))
    guard bits & 0xFFF != 0 else { return nil }
    self.init(slot: Int(bits & 0xFFF) - 1, generation: bits >> 12, epoch: bits >> 28)
    // No generation is 0: in a slot that says so, nothing is open.
    guard bits >> 34 == check, generation != 0 else { return nil }
  }

  var pointer: OpaquePointer? {
    OpaquePointer(bitPattern: UInt(body | check << 34))
  }

  private var body: UInt64 { UInt64(slot + 1) | generation << 12 | epoch << 28 }

  private var check: UInt64 {
    var mixed = body &* 0x9E37_79B9_7F4A_7C15 ^ Self.key
    mixed = (mixed ^ mixed >> 29) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 32) &* 0x94D0_49BB_1331_11EB
    return (mixed ^ mixed >> 31) & 0x1FFF_FFFF
  }
}

/// The open engines of this process. A forked child finds its page wiped, and starts anew without
/// touching anything of its parent: no lock, no file, no connection.
enum Handles {
  /// Runs `body` with an engine, which stays open until it returns.
  @inline(__always)
  static func use(_ pointer: OpaquePointer?, _ body: (Engine) throws -> Void) throws {
    guard let pointer else { throw Refusal(MATINES_ENULL, "engine: NULL") }
    guard let handle = Handle(pointer) else {
      throw Refusal(MATINES_EBADHANDLE, "engine: not a handle of this library")
    }
    try ProcessTable.use { table in
      guard handle.epoch == table.epoch & Handle.epochs else {
        throw Refusal(MATINES_EFORK, "engine: opened by the parent process")
      }
      try table.use(handle, body)
    }
  }

  static func open(_ document: String) throws -> OpaquePointer? {
    let table = ProcessTable.current
    let digest = Digest.sha256(Array(document.utf8))
    if let known = try table.join(digest) { return known }
    // Opening may take its time; a second opener of the same document loses the race and joins.
    let engine = try Engine.open(document)
    return try table.add(engine, digest)
  }

  static func close(_ pointer: OpaquePointer?) {
    guard let pointer, let handle = Handle(pointer) else { return }
    let table = ProcessTable.current
    guard handle.epoch == table.epoch & Handle.epochs else { return }
    table.close(handle)
  }
}
