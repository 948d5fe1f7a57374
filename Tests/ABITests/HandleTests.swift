// SPDX-License-Identifier: MIT
import CMatines
import Glibc
import Testing

@testable import MatinesABI

private let memory = #"{"store": "memory:"}"#

func opened(_ document: String) throws -> OpaquePointer {
  var engine: OpaquePointer?
  let status = matines_open(document, &engine)
  try #require(status == MATINES_OK, "\(String(cString: matines_error_message()))")
  return try #require(engine)
}

func message() -> String { matines_error_message().map { String(cString: $0) } ?? "" }

struct `A handle` {
  @Test func `is never followed when it was not given out`() throws {
    let engine = try opened(memory)
    defer { matines_close(engine) }
    var random = SystemRandomNumberGenerator()
    var counts = matines_counts()
    counts.size = UInt32(MemoryLayout<matines_counts>.size)
    for _ in 0..<20_000 {
      guard let forged = OpaquePointer(bitPattern: UInt(random.next())), forged != engine
      else { continue }
      #expect(matines_inbox_counts(forged, "42", &counts) == MATINES_EBADHANDLE)
    }
    #expect(message() == "engine: not a handle of this library")
  }

  @Test func `answers closed after its close, however often it is closed`() throws {
    let first = try opened(memory)
    let second = try opened(memory)
    #expect(first != second)
    matines_close(first)
    matines_close(first)
    #expect(matines_work(first, 0, nil) == MATINES_ECLOSED)
    #expect(matines_work(second, 0, nil) == MATINES_OK)
    matines_close(second)
    matines_close(nil)
  }

  @Test func `of an earlier epoch is the parent's`() throws {
    let ours = ProcessTable.current.epoch
    let inherited = Handle(slot: 0, generation: 1, epoch: ours &+ 1).pointer
    #expect(matines_work(inherited, 0, nil) == MATINES_EFORK)
    matines_close(inherited)
  }

  @Test func `shares one engine with every handle on the same document`() throws {
    let document = #"{"store": "memory:", "locale": "en"}"#
    let first = try opened(document)
    let second = try opened(document)
    defer { matines_close(second) }
    #expect(matines_user_put(first, #"{"id": "42"}"#) == MATINES_OK)
    var counts = matines_counts()
    counts.size = UInt32(MemoryLayout<matines_counts>.size)
    #expect(matines_inbox_counts(second, "42", &counts) == MATINES_OK)
    matines_close(first)
    #expect(matines_inbox_counts(second, "42", &counts) == MATINES_OK)
  }

  @Test func `has an engine of its own when its document differs in one octet`() throws {
    let composed = try opened("{\"store\": \"memory:\", \"keys\": \"caf\u{E9}\"}")
    defer { matines_close(composed) }
    let decomposed = try opened("{\"store\": \"memory:\", \"keys\": \"cafe\u{301}\"}")
    defer { matines_close(decomposed) }
    #expect(matines_user_put(composed, #"{"id": "42"}"#) == MATINES_OK)
    var counts = matines_counts()
    counts.size = UInt32(MemoryLayout<matines_counts>.size)
    #expect(matines_inbox_counts(decomposed, "42", &counts) == MATINES_EUNKNOWNUSER)
  }

  @Test func `of a resident engine leaves it warm`() throws {
    let document = #"{"store": "memory:", "resident": true}"#
    let first = try opened(document)
    #expect(matines_user_put(first, #"{"id": "42"}"#) == MATINES_OK)
    matines_close(first)
    let second = try opened(document)
    defer { matines_close(second) }
    var counts = matines_counts()
    counts.size = UInt32(MemoryLayout<matines_counts>.size)
    #expect(matines_inbox_counts(second, "42", &counts) == MATINES_OK)
  }
}

struct `Threads` {

  /// Plain threads: the sanitizer sees their races.
  private func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    final class Box: Sendable {
      let index: Int
      let body: @Sendable (Int) -> Void
      init(_ index: Int, _ body: @escaping @Sendable (Int) -> Void) {
        self.index = index
        self.body = body
      }
    }
    var threads = [pthread_t](repeating: pthread_t(), count: count)
    for index in 0..<count {
      let box = Unmanaged.passRetained(Box(index, body))
      pthread_create(
        &threads[index], nil,
        { pointer in
          if let pointer {
            let box = Unmanaged<Box>.fromOpaque(pointer).takeRetainedValue()
            box.body(box.index)
          }
          return nil
        }, box.toOpaque())
    }
    for thread in threads { pthread_join(thread, nil) }
  }

  @Test func `may call while another closes, and each call succeeds or says closed`() throws {
    for _ in 0..<50 {
      let engine = try opened(#"{"store": "memory:", "close_ms": 1000}"#)
      let bits = UInt(bitPattern: engine)
      run(9) { index in
        let engine = OpaquePointer(bitPattern: bits)
        if index == 0 {
          usleep(500)
          matines_close(engine)
          return
        }
        for round in 0..<40 {
          let user = "{\"id\": \"\(index)-\(round)\"}"
          let status = matines_user_put(engine, user)
          let fine = status == MATINES_OK || status == MATINES_ECLOSED
          #expect(fine, "\(status.rawValue)")
        }
      }
    }
  }

  @Test func `have a message each`() throws {
    run(4) { index in
      for _ in 0..<200 {
        if index.isMultiple(of: 2) {
          #expect(matines_work(nil, 0, nil) == MATINES_ENULL)
          #expect(message() == "engine: NULL")
        } else {
          #expect(matines_open("[", nil) == MATINES_ENULL)
          #expect(message() == "engine: NULL" || message().hasPrefix("engine"))
        }
      }
    }
  }

  @Test func `emit for one person from all sides and lose no count`() throws {
    let engine = try opened(#"{"store": "memory:", "locale": "fr-FR"}"#)
    defer { matines_close(engine) }
    let bits = UInt(bitPattern: engine)
    #expect(matines_user_put(engine, #"{"id": "42"}"#) == MATINES_OK)
    run(4) { index in
      let engine = OpaquePointer(bitPattern: bits)
      for round in 0..<50 {
        let status = matines_emit(
          engine, "user.promoted_to_minister", "evt-\(index)-\(round)",
          #"{"user_id": "42"}"#, nil)
        #expect(status == MATINES_OK)
      }
    }
    var counts = matines_counts()
    counts.size = UInt32(MemoryLayout<matines_counts>.size)
    #expect(matines_inbox_counts(engine, "42", &counts) == MATINES_OK)
    #expect(counts.unread == 200)
    #expect(counts.unseen_success == 200)
  }
}
