// SPDX-License-Identifier: MIT
import Glibc
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

struct `Two connections to one file` {
  @Test
  func `see each other's commits`() throws {
    let folder = try StoreFolder()
    let (one, two) = try (folder.open(), folder.open())
    try StoreScene(store: one).person("42")
    let receipt = try StoreScene(store: two).emit()
    #expect(try StoreScene(store: one).emit().notification == receipt.notification)
    #expect(try one.counts(of: UserID("42")).unread == 1)
    #expect(try StoreScene(store: one).claim().count == 1)
    #expect(try StoreScene(store: two).claim().isEmpty)
    one.close()
    two.close()
  }

  @Test
  func `wait for the other's transaction, and no longer than told`() throws {
    let folder = try StoreFolder()
    let store = try folder.open(busy: Instant.Span(milliseconds: 30))
    let scene = StoreScene(store: store)
    try scene.person("42")
    let blocker = try RawDatabase(folder.file)
    try blocker.execute("BEGIN IMMEDIATE", thenClose: false)
    #expect(throws: StoreFailure.busy) { try scene.emit() }
    #expect(try store.counts(of: UserID("42")).unread == 0)
    try blocker.execute("ROLLBACK")
    #expect(try !scene.emit().repeated)
    store.close()
  }

  @Test
  func `make a thread wait for another no longer than told`() throws {
    let folder = try StoreFolder()
    let store = try folder.open(busy: Instant.Span(milliseconds: 30))
    try StoreScene(store: store).person("42")
    let user = try UserID("42")
    let (submission, treatment) = try StoreScene.submission(StoreScene.Wish())
    let answers = Mutex<[StoreFailure?]>([])
    // The plan is made inside the transaction: nobody else gets in before it is.
    let receipt = try store.accept(submission) { facts in
      let threads = (0..<3).map { _ in
        PlainThread {
          do throws(StoreFailure) {
            _ = try store.counts(of: user)
            answers.withLock { $0.append(nil) }
          } catch { answers.withLock { $0.append(error) } }
        }
      }
      for thread in threads { thread.join() }
      return decide(treatment, facts)
    }
    #expect(receipt.deliveries == 3)
    #expect(answers.withLock { $0 } == [.busy, .busy, .busy])
    #expect(try store.counts(of: user).unread == 1)
    store.close()
  }

  @Test
  func `lose and double nothing when many threads write at once`() throws {
    let folder = try StoreFolder()
    let first = try folder.open()
    try StoreScene(store: first).person("42", pushes: 0)
    let failures = Mutex<[String]>([])
    let threads = (0..<4).map { worker in
      PlainThread {
        do {
          let store = try folder.open()
          defer { store.close() }
          let scene = StoreScene(store: store)
          for round in 0..<50 { try scene.emit { $0.id = "\(worker % 2)-\(round)" } }
        } catch { failures.withLock { $0.append("\(error)") } }
      }
    }
    for thread in threads { thread.join() }
    #expect(failures.withLock { $0 } == [])
    let user = try UserID("42")
    #expect(try first.counts(of: user).unread == 100)
    #expect(try first.page(of: user, before: nil, limit: 1_000).count == 100)
    first.close()
  }

  @Test
  func `never hold one delivery together`() throws {
    let folder = try StoreFolder()
    let first = try folder.open()
    let scene = StoreScene(store: first)
    for user in 0..<60 {
      try scene.person("u\(user)", pushes: 0)
      try scene.emit {
        $0.user = "u\(user)"
        $0.id = nil
        $0.rungs = [Rung(channel: .email, when: .any)]
      }
    }
    let taken = Mutex<[DeliveryToken]>([])
    let threads = (0..<4).map { worker in
      PlainThread {
        guard let store = try? folder.open() else { return }
        defer { store.close() }
        let scene = StoreScene(store: store)
        while let claims = try? scene.claim(limit: 5, owner: Int64(worker)), !claims.isEmpty {
          taken.withLock { $0.append(contentsOf: claims.map(\.delivery.token)) }
        }
      }
    }
    for thread in threads { thread.join() }
    let tokens = taken.withLock { $0 }
    #expect(tokens.count == 60)
    #expect(Set(tokens).count == 60)
    first.close()
  }
}

/// A plain thread: the library promises nothing to tasks and queues.
final class PlainThread {
  private var thread = pthread_t()

  init(_ body: @escaping @Sendable () -> Void) {
    let box = Unmanaged.passRetained(Box(body)).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
        return nil
      }, box)
  }

  func join() { pthread_join(thread, nil) }

  private final class Box {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
