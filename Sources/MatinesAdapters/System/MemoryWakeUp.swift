// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import Synchronization

/// Wakes workers of this process: what a store that lives in memory needs.
package final class MemoryWakeUp: WakeUp {
  private let listeners = Listeners()

  package init() {}

  package func ring() { listeners.ring() }

  package func listen() -> (any WakeListener)? { MemoryListener(listeners) }
}

/// The sending ends of the sockets somebody waits on.
private final class Listeners: Sendable {
  private let ends = Mutex<[Int32]>([])

  func ring() {
    ends.withLock { ends in
      var octet: UInt8 = 1
      for end in ends { send(end, &octet, 1, 0) }
    }
  }

  func add(_ end: Int32) { ends.withLock { $0.append(end) } }

  func remove(_ end: Int32) { ends.withLock { $0.removeAll { $0 == end } } }
}

private final class MemoryListener: WakeListener {
  let descriptor: Int32
  private let sender: Int32
  private let listeners: Listeners

  init?(_ listeners: Listeners) {
    var pair: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, WakeAddresses.socketType, 0, &pair) == 0 else { return nil }
    (descriptor, sender) = (pair[0], pair[1])
    self.listeners = listeners
    listeners.add(sender)
  }

  deinit {
    listeners.remove(sender)
    close(sender)
    close(descriptor)
  }

  func drain() {
    var octets: (UInt64, UInt64) = (0, 0)
    while recv(descriptor, &octets, 16, 0) > 0 {}
  }
}
