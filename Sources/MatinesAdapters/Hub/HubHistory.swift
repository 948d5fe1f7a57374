// SPDX-License-Identifier: MIT
import MatinesDomain

/// One update as the hub keeps it.
struct HubEvent {
  let number: Int
  let id: String
  let topic: HubTopic
  let frame: [UInt8]
  /// It stands in the journal.
  var isWritten: Bool

  /// What it takes of the history's room, with its places in the lists.
  var weight: Int { frame.count + id.utf8.count + topic.text.utf8.count + 128 }
}

/// The last updates, for whoever comes back: bounded in number and in octets.
struct HubHistory {
  private let limit: Int
  private let octetLimit: Int
  private var events: [HubEvent] = []
  /// Of `events`; those before it are gone.
  private var first = 0
  private var next = 1
  private var weight = 0
  private var byTopic: [HubTopic: ArraySlice<Int>] = [:]
  private var byKey: [Key: Int] = [:]

  /// What several people are told bears one id, each on a topic of their own.
  private struct Key: Hashable {
    let topic: HubTopic
    let id: String
  }

  init(limit: Int, octetLimit: Int) {
    (self.limit, self.octetLimit) = (limit, octetLimit)
  }

  var count: Int { events.count - first }
  /// The number of the first update that is left.
  var start: Int { next - count }

  @discardableResult
  mutating func append(
    id: String, topic: HubTopic, frame: [UInt8], isWritten: Bool
  ) -> HubEvent {
    let event = HubEvent(
      number: next, id: id, topic: topic, frame: frame, isWritten: isWritten)
    next += 1
    events.append(event)
    weight += event.weight
    byTopic[topic, default: []].append(event.number)
    byKey[Key(topic: topic, id: id)] = event.number
    while count > limit || (weight > octetLimit && count > 1) { forgetFirst() }
    return event
  }

  func event(_ number: Int) -> HubEvent? {
    guard number >= start, number < next else { return nil }
    return events[first + number - start]
  }

  /// The update of that id and topic, if it is still here.
  func find(_ id: String, in topic: HubTopic) -> HubEvent? {
    byKey[Key(topic: topic, id: id)].flatMap(event)
  }

  mutating func hasWritten(_ number: Int) {
    guard number >= start, number < next else { return }
    events[first + number - start].isWritten = true
  }

  /// The number of the first update on one of the topics from a number on.
  func following(_ number: Int, in topics: [HubTopic]) -> Int? {
    topics.compactMap { topic in
      byTopic[topic].flatMap { numbers in Self.first(in: numbers, from: number) }
    }.min()
  }

  /// The last update on one of the topics.
  func last(in topics: [HubTopic]) -> HubEvent? {
    topics.compactMap { byTopic[$0]?.last }.max().flatMap(event)
  }

  private static func first(in numbers: ArraySlice<Int>, from number: Int) -> Int? {
    var (low, high) = (numbers.startIndex, numbers.endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < numbers.endIndex ? numbers[low] : nil
  }

  private mutating func forgetFirst() {
    let event = events[first]
    weight -= event.weight
    byTopic[event.topic]?.removeFirst()
    if byTopic[event.topic]?.isEmpty ?? false { byTopic[event.topic] = nil }
    let key = Key(topic: event.topic, id: event.id)
    if byKey[key] == event.number { byKey[key] = nil }
    // Its octets go at once, its place with many others.
    events[first] = HubEvent(
      number: event.number, id: "", topic: event.topic, frame: [], isWritten: true)
    first += 1
    if first > 512, first * 2 > events.count {
      events.removeFirst(first)
      first = 0
    }
  }
}

extension HubHistory {
  /// Where a subscriber goes on: the number of the first update it may not have, and the id of the
  /// one before (Mercure 0.x, "reconciliation").
  struct Resumption: Equatable {
    /// Nil: from now on.
    let from: Int?
    let lastID: String
  }

  /// Of an id that is not known, or not any more, everything that is left is newer, or may be.
  func resume(_ topics: [HubTopic], after id: String?) -> Resumption {
    guard let id else {
      return Resumption(from: nil, lastID: last(in: topics)?.id ?? HubUpdate.earliest)
    }
    for topic in topics {
      if let event = find(id, in: topic) { return Resumption(from: event.number + 1, lastID: id) }
    }
    return Resumption(from: start, lastID: HubUpdate.earliest)
  }
}
