// SPDX-License-Identifier: MIT
import CCurl
import Glibc
import MatinesApplication

/// Opens the sockets of one handle, and none to an address its guard refuses: the address is the
/// one that is about to be connected to, whatever the name said a moment ago.
final class SocketMaker {
  private var guarding: (any AddressGuard)?
  /// Since the guard was set, an address was refused.
  private(set) var hasRefused = false

  func begin(_ guarding: (any AddressGuard)?) {
    self.guarding = guarding
    hasRefused = false
  }

  func install(on easy: UnsafeMutableRawPointer) -> CURLcode {
    let context = Unmanaged.passUnretained(self).toOpaque()
    return matines_curl_set_socket_maker(
      easy,
      { context, _, wanted in
        guard let context, let wanted else { return CURL_SOCKET_BAD }
        return Unmanaged<SocketMaker>.fromOpaque(context)._withUnsafeGuaranteedRef {
          $0.open(wanted)
        }
      }, context)
  }

  private func open(_ wanted: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    if let guarding {
      guard let (address, port) = Self.target(wanted), guarding.allows(address, port: port) else {
        hasRefused = true
        return CURL_SOCKET_BAD
      }
    }
    // A program the host starts meanwhile must not inherit the connection.
    let kind = wanted.pointee.socktype | Int32(bitPattern: SOCK_CLOEXEC.rawValue)
    return socket(wanted.pointee.family, kind, wanted.pointee.protocol)
  }

  /// Address and port in network order; nil for what is neither IPv4 nor IPv6.
  private static func target(
    _ wanted: UnsafeMutablePointer<curl_sockaddr>
  ) -> ([UInt8], UInt16)? {
    // libcurl's structure goes on behind its last member, as far as the address is long.
    guard let place = MemoryLayout<curl_sockaddr>.offset(of: \.addr) else { return nil }
    let octets = UnsafeRawBufferPointer(
      start: UnsafeRawPointer(wanted) + place, count: Int(wanted.pointee.addrlen))
    switch wanted.pointee.family {
    case AF_INET where octets.count >= MemoryLayout<sockaddr_in>.size:
      let found = octets.loadUnaligned(as: sockaddr_in.self)
      return (withUnsafeBytes(of: found.sin_addr) { Array($0) }, UInt16(bigEndian: found.sin_port))
    case AF_INET6 where octets.count >= MemoryLayout<sockaddr_in6>.size:
      let found = octets.loadUnaligned(as: sockaddr_in6.self)
      return (
        withUnsafeBytes(of: found.sin6_addr) { Array($0) }, UInt16(bigEndian: found.sin6_port)
      )
    default: return nil
    }
  }
}
