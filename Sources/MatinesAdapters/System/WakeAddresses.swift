// SPDX-License-Identifier: MIT
import CSystem
import Glibc

/// The names of the wake sockets beside a store.
final class WakeAddresses: Sendable {
  /// SOCK_DGRAM, which Swift does not see here, with the flags of the same value as for files.
  static let socketType = 2 | O_NONBLOCK | O_CLOEXEC
  private let storePath: String
  /// The store's folder, opened where its path is too long for a socket address; else -1.
  private let folder: Int32

  init(storePath: String) {
    self.storePath = storePath
    let longest = storePath.utf8.count + ".wake-0".utf8.count
    guard longest >= WakeAddress.room else {
      folder = -1
      return
    }
    let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC
    folder = matines_open_file(Self.split(storePath).folder, flags, 0)
  }

  deinit { if folder >= 0 { close(folder) } }

  func path(_ place: Int) -> String { "\(storePath).wake-\(place)" }

  func address(_ place: Int) -> WakeAddress? {
    guard folder >= 0 else { return WakeAddress(path(place)) }
    return WakeAddress("/proc/self/fd/\(folder)/\(Self.split(path(place)).name)")
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = String(path[...slash])
    return (folder, String(path[path.index(after: slash)...]))
  }
}

/// A socket address that fits.
struct WakeAddress {
  static let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path)
  private var address = sockaddr_un()

  /// Nil when the path is too long.
  init?(_ path: String) {
    guard path.utf8.count < Self.room else { return nil }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
  }

  func withPointer<Result>(_ work: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        work($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
