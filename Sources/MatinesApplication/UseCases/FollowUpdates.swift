// SPDX-License-Identifier: MIT
import MatinesDomain

/// Lets the pages of a person hear of what changes, and ends that when the person leaves.
package struct FollowUpdates: Sendable {
  private let store: any Store
  /// Nil where the library publishes nothing itself.
  private let streams: (any RealtimeStreams)?
  private let clock: any Clock
  private let transfer: OneTransfer

  package init(
    store: any Store, streams: (any RealtimeStreams)?, clock: any Clock,
    transfer: OneTransfer
  ) {
    self.store = store
    self.streams = streams
    self.clock = clock
    self.transfer = transfer
  }

  /// A page that was asked for just before a logout must not listen for a quarter of an hour after
  /// it: `session` is one that is not over.
  package func callAsFunction(
    _ user: UserID, session: SessionTag?
  ) throws(ApplicationFailure) -> StreamPass {
    let streams = try ownStreams()
    let newest = try storing { () throws(StoreFailure) in
      if let session, let end = try store.end(of: session), clock.now() < end {
        throw .conflict("session_id: it was ended")
      }
      return try store.newestPublished(for: user)
    }
    do throws(InvalidValue) {
      return try streams.stream(of: user, after: newest)
    } catch {
      throw .configuration(error)
    }
  }

  /// Asks the hub, and waits for it: 5 s at most.
  package func end(_ user: UserID) throws(ApplicationFailure) {
    let begun = try ownStreams().end(of: user)
    let outcome = try storing { () throws(StoreFailure) in
      try transfer.outcome(of: begun, within: StreamPass.patience)
    }
    switch outcome {
    case .delivered: return
    case .gone(let why): throw .unsupported(why)
    case .misconfigured(let why): throw .configuration(InvalidValue("realtime", .malformed(why)))
    case .later(let why, _), .unknown(let why), .failed(let why): throw .store(.io(why))
    }
  }

  private func ownStreams() throws(ApplicationFailure) -> any RealtimeStreams {
    guard let streams else {
      throw .unsupported("realtime: this engine publishes to no hub itself")
    }
    return streams
  }
}
