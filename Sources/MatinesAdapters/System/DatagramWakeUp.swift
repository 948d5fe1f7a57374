// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesApplication
import Synchronization

/// Datagram sockets beside the store: each waiting worker binds one of eight names, and whoever
/// commits sends an octet to those that exist.
package final class DatagramWakeUp: WakeUp {
  static let places = 8
  private let addresses: WakeAddresses
  private let bell: Mutex<WakeBell>

  package init(storePath: String) {
    addresses = WakeAddresses(storePath: storePath)
    bell = Mutex(WakeBell())
  }

  package func ring() {
    bell.withLock { $0.ring(addresses) }
  }

  package func listen() -> (any WakeListener)? {
    for place in 0..<Self.places {
      guard let address = addresses.address(place) else { return nil }
      if let listener = DatagramListener(address, path: addresses.path(place)) { return listener }
    }
    return nil
  }
}

/// The sending side. Which places are taken is looked up at most once a second, so that an event
/// without waiting workers costs no system call; a worker that has just come polls meanwhile.
private struct WakeBell: ~Copyable {
  private var socket: Int32 = -1
  private var known: [Int] = []
  private var nextLook = Stopwatch.distantPast

  deinit { if socket >= 0 { close(socket) } }

  mutating func ring(_ addresses: WakeAddresses) {
    let now = Stopwatch.now()
    if nextLook <= now {
      nextLook = now.adding(.seconds(1))
      known = Array(0..<DatagramWakeUp.places)
    }
    guard !known.isEmpty, open() else { return }
    known = known.filter { place in
      guard let address = addresses.address(place) else { return false }
      var octet: UInt8 = 1
      let sent = address.withPointer { sendto(socket, &octet, 1, 0, $0, $1) }
      // A full queue means that the worker has been rung already.
      return sent == 1 || errno == EAGAIN || errno == ENOBUFS
    }
  }

  private mutating func open() -> Bool {
    if socket < 0 { socket = Glibc.socket(AF_UNIX, WakeAddresses.socketType, 0) }
    return socket >= 0
  }
}

/// The receiving side: owns one place until it ends.
final class DatagramListener: WakeListener {
  let descriptor: Int32
  private let path: String
  private let process = getpid()

  /// Nil when somebody alive has that place.
  init?(_ address: WakeAddress, path: String) {
    let made = Glibc.socket(AF_UNIX, WakeAddresses.socketType, 0)
    guard made >= 0 else { return nil }
    // Before the name exists, so that nobody else can ever send to it.
    fchmod(made, 0o600)
    guard Self.bind(made, address) || (Self.isStale(address, path) && Self.bind(made, address))
    else {
      close(made)
      return nil
    }
    descriptor = made
    self.path = path
  }

  /// In a forked child the place is the parent's.
  deinit {
    close(descriptor)
    if process == getpid() { unlink(path) }
  }

  func drain() {
    var octets: (UInt64, UInt64) = (0, 0)
    while recv(descriptor, &octets, 16, 0) > 0 {}
  }

  private static func bind(_ socket: Int32, _ address: WakeAddress) -> Bool {
    address.withPointer { Glibc.bind(socket, $0, $1) } == 0
  }

  /// The worker that bound the name is gone: the name is removed. Two workers that come at the same
  /// moment may take one another's place; the loser polls.
  private static func isStale(_ address: WakeAddress, _ path: String) -> Bool {
    guard errno == EADDRINUSE else { return false }
    let probe = Glibc.socket(AF_UNIX, WakeAddresses.socketType, 0)
    guard probe >= 0 else { return false }
    defer { close(probe) }
    guard address.withPointer({ connect(probe, $0, $1) }) != 0, errno == ECONNREFUSED else {
      return false
    }
    return unlink(path) == 0
  }
}
