// SPDX-License-Identifier: MIT
import Glibc

/// Whether a worker waits beside a store: it has one of the names that events are rung at.
struct WorkerSign {
  private let addresses: WakeAddresses

  init(storePath: String) { addresses = WakeAddresses(storePath: storePath) }

  var isThere: Bool { (0..<DatagramWakeUp.places).contains(where: isTaken) }

  /// Connecting a datagram socket says nothing to whoever has the name. One that is not ours to
  /// write to is there as well.
  private func isTaken(_ place: Int) -> Bool {
    guard let address = addresses.address(place) else { return false }
    let probe = Glibc.socket(AF_UNIX, WakeAddresses.socketType, 0)
    guard probe >= 0 else { return false }
    defer { close(probe) }
    return address.withPointer { connect(probe, $0, $1) } == 0 || errno == EACCES
  }
}
