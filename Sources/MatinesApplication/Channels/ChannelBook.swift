// SPDX-License-Identifier: MIT
import MatinesDomain
import Synchronization

/// The channels of one engine: those of its document, and those the host adds at run time.
package final class ChannelBook: Sendable {
  private struct Entry: Sendable {
    let configured: ConfiguredChannel
    /// Absent where the host carries the channel itself.
    let channel: (any Channel)?
  }

  private let entries = Mutex<[Entry]>([])

  package init() {}

  package func add(_ channel: any Channel) throws(InvalidValue) {
    try add(Entry(configured: ConfiguredChannel(channel.name, .library), channel: channel))
  }

  /// The host takes the deliveries of this channel.
  package func addHostCarried(_ name: ChannelName) throws(InvalidValue) {
    try add(Entry(configured: ConfiguredChannel(name, .host), channel: nil))
  }

  private func add(_ entry: Entry) throws(InvalidValue) {
    let added = entries.withLock { entries in
      if entries.contains(where: { $0.configured.name == entry.configured.name }) {
        return false
      }
      entries.append(entry)
      return true
    }
    if !added { throw InvalidValue("channel", .malformed("there is one of that name already")) }
  }

  package var configured: [ConfiguredChannel] {
    entries.withLock { $0.map(\.configured) }
  }

  package func channel(_ name: ChannelName) -> (any Channel)? {
    entries.withLock { $0.first { $0.configured.name == name }?.channel }
  }

  package func isHostCarried(_ name: ChannelName) -> Bool {
    entries.withLock {
      $0.contains { $0.configured.name == name && $0.configured.carrier == .host }
    }
  }

  /// What this process's worker can send; others of the same store may have more.
  package var carried: [ChannelName] {
    entries.withLock { $0.filter { $0.channel != nil }.map(\.configured.name) }
  }

  /// Of those, the ones that may block, or the others.
  func carried(mayBlock: Bool) -> [ChannelName] {
    entries.withLock { entries in
      entries.filter { $0.channel?.mayBlock == mayBlock }.map(\.configured.name)
    }
  }

  /// Channels on which twice would be worse than not at all: texts always, also where another
  /// process of the store carries them.
  package var atMostOnce: [ChannelName] {
    entries.withLock { entries in
      entries.filter { $0.channel?.atMostOnce ?? false }.map(\.configured.name)
        .filter { $0 != .sms } + [.sms]
    }
  }
}
