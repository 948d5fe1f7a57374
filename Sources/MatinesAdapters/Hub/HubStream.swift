// SPDX-License-Identifier: MIT
import CEvent
import MatinesDomain

/// One open subscription. Its connection was evhttp's until the request had come whole; from then
/// on reading, writing and ending are ours: evhttp neither bounds what waits for a slow reader nor
/// what a reader sends that should only listen.
final class HubStream {
  let connection: OpaquePointer
  let visitor: HubVisitor
  let topics: [HubTopic]
  let token: HubToken
  /// Where its people's presence knows it as a tab.
  let tab: TabID
  let people: [UserID]
  /// The number of the next update out of the history; nil once it has caught up.
  var place: Int?
  var nextBeat: Stopwatch
  /// What its connection's callbacks find, for as long as it is open.
  var listener: AnyObject?
  var isOpen = true
  private var written = 0
  /// Octets the reader had taken at the last beat.
  private var takenBefore = -1

  init(
    _ connection: OpaquePointer, _ visitor: HubVisitor, topics: [HubTopic], token: HubToken,
    tab: TabID, nextBeat: Stopwatch
  ) {
    (self.connection, self.visitor, self.topics) = (connection, visitor, topics)
    (self.token, self.tab, self.nextBeat) = (token, tab, nextBeat)
    people = topics.compactMap(\.user)
  }

  /// Octets that wait for the reader.
  var waiting: Int {
    bufferevent_get_output(visitor.buffer).map { evbuffer_get_length($0) } ?? 0
  }

  func write(_ octets: [UInt8]) {
    written += octets.count
    bufferevent_write(visitor.buffer, octets, octets.count)
  }

  /// Whether octets were waiting and none was taken since the last time this was asked.
  func isStuck() -> Bool {
    let taken = written - waiting
    defer { takenBefore = taken }
    return waiting > 0 && taken == takenBefore
  }
}
