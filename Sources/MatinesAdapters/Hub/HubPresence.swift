// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Open streams as tabs of their people, in the place an engine looks at. They are open and not
/// visible: a stream says nothing about who is looking.
final class HubPresence {
  private let book: any PresenceBook
  private let clock: any Clock
  private let complain: (String) -> Void
  private var nextComplaint = Stopwatch.distantPast

  init(_ book: any PresenceBook, clock: any Clock, complain: @escaping (String) -> Void) {
    (self.book, self.clock, self.complain) = (book, clock, complain)
  }

  func ping(_ stream: HubStream) {
    for user in stream.people {
      attempt { () throws(StoreFailure) in
        try book.ping(
          user, tab: stream.tab, visible: false, lease: RecordPresence.lease,
          boot: clock.roughBoot())
      }
    }
  }

  func leave(_ stream: HubStream) {
    for user in stream.people {
      attempt { () throws(StoreFailure) in
        try book.leave(user, tab: stream.tab, boot: clock.roughBoot())
      }
    }
  }

  /// The stream is worth more than the note of it.
  private func attempt(_ work: () throws(StoreFailure) -> Void) {
    do throws(StoreFailure) {
      try work()
    } catch {
      let now = Stopwatch.now()
      guard nextComplaint < now else { return }
      nextComplaint = now.adding(.seconds(60))
      complain("presence: \(OpenFailure.store(error).words); open streams are not counted")
    }
  }
}
