// SPDX-License-Identifier: MIT
import CEvent
import CSystem
import Glibc
import MatinesDomain

/// A socket that listens; its name goes with it where it has one.
final class HubSocket {
  /// What the kernel keeps for us while we are busy.
  private static let backlog: Int32 = 1_024
  private static let stream = 1 | O_NONBLOCK | O_CLOEXEC
  let descriptor: Int32
  /// As a publisher writes it down.
  let url: String
  private let path: String?

  static let publicPath = MercureAddress.usualPath

  init(_ address: HubAddress) throws(OpenFailure) {
    switch address {
    case .unix(let path):
      descriptor = try Self.bound(path)
      (url, self.path) = ("unix:\(path)", path)
    case .ip4(let host, let port):
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = port.bigEndian
      inet_pton(AF_INET, host, &name.sin_addr)
      descriptor = try Self.bound(AF_INET, &name, MemoryLayout<sockaddr_in>.size, "\(host):\(port)")
      (url, path) = ("http://\(host):\(Self.port(descriptor))\(Self.publicPath)", nil)
    case .ip6(let host, let port):
      var name = sockaddr_in6()
      name.sin6_family = sa_family_t(AF_INET6)
      name.sin6_port = port.bigEndian
      inet_pton(AF_INET6, host, &name.sin6_addr)
      let shown = "[\(host)]:\(port)"
      descriptor = try Self.bound(AF_INET6, &name, MemoryLayout<sockaddr_in6>.size, shown)
      (url, path) = ("http://[\(host)]:\(Self.port(descriptor))\(Self.publicPath)", nil)
    }
    guard Glibc.listen(descriptor, Self.backlog) == 0 else {
      let fault = SystemFault.last
      close(descriptor)
      throw Self.failure(url, fault)
    }
  }

  deinit {
    close(descriptor)
    if let path { unlink(path) }
  }

  private static func bound(
    _ family: Int32, _ name: UnsafeMutableRawPointer, _ length: Int, _ shown: String
  ) throws(OpenFailure) -> Int32 {
    let made = socket(family, stream, 0)
    guard made >= 0 else { throw failure(shown, .last) }
    var yes: Int32 = 1
    // After a restart the connections of the process before linger under this address.
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(made, matines_as_address(name), socklen_t(length)) == 0 else {
      let fault = SystemFault.last
      close(made)
      throw failure(shown, fault)
    }
    return made
  }

  /// For the web server's group; whoever may open it is up to the folder and its owner.
  private static func bound(_ path: String) throws(OpenFailure) -> Int32 {
    guard let address = WakeAddress(path) else { throw failure(path, .init(number: ENAMETOOLONG)) }
    let made = socket(AF_UNIX, stream, 0)
    guard made >= 0 else { throw failure(path, .last) }
    // Before the name exists, so that it never has more rights than it shall have.
    fchmod(made, 0o660)
    let isBound =
      address.withPointer { bind(made, $0, $1) } == 0
      || (isLeftOver(address, path) && address.withPointer { bind(made, $0, $1) } == 0)
    guard isBound else {
      let fault = SystemFault.last
      close(made)
      throw failure(path, fault)
    }
    // The process's mask has taken the group's away.
    chmod(path, 0o660)
    return made
  }

  /// Of a hub that was killed.
  private static func isLeftOver(_ address: WakeAddress, _ path: String) -> Bool {
    guard errno == EADDRINUSE else { return false }
    defer { errno = EADDRINUSE }
    var found = stat()
    guard lstat(path, &found) == 0, found.st_mode & S_IFMT == S_IFSOCK else { return false }
    let probe = socket(AF_UNIX, stream, 0)
    guard probe >= 0 else { return false }
    defer { close(probe) }
    guard address.withPointer({ connect(probe, $0, $1) }) != 0, errno == ECONNREFUSED else {
      return false
    }
    return unlink(path) == 0
  }

  /// The one it got, where it asked for any.
  private static func port(_ descriptor: Int32) -> UInt16 {
    var name = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    // The port stands in the same place in both families.
    getsockname(descriptor, matines_as_address(&name), &length)
    return UInt16(bigEndian: name.sin6_port)
  }

  private static func failure(_ shown: String, _ fault: SystemFault) -> OpenFailure {
    let words =
      switch fault.number {
      case EADDRINUSE: "somebody listens there already"
      case EADDRNOTAVAIL: "no address of this machine"
      default: fault.words
      }
    let text = "hub.listen: \(PlainText.oneLine(shown, limit: 256)): \(words)"
    return fault.number == EACCES || fault.number == EPERM ? .permission(text) : .io(text)
  }
}
