// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesWire

/// Where the segment of a store lies when nobody says: in the memory file system, under a name that
/// every process of our user id finds by the store's real path.
struct SegmentPlace {
  static let folder = "/dev/shm"
  private static var prefix: String { "matines-\(geteuid())-" }
  let path: String

  init(storePath: String, folder: String = Self.folder) {
    let digest = Digest.sha256(Array(storePath.utf8)).prefix(12)
    path = "\(folder)/\(Self.prefix)\(Base64URL.encode(Array(digest)))"
  }

  /// Removes segments of ours that nobody has open and whose store is gone, and what a killed maker
  /// left. Segments live in memory and stay when their processes end: without this they would add
  /// up where stores come and go.
  static func clearAway(near path: String) {
    let folder = Folder.place(of: path).folder
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(prefix) { remove("\(folder)/\(name)") }
    }
  }

  private static func remove(_ path: String) {
    let flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let file = matines_open_file(path, flags, 0)
    guard file >= 0 else { return }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_uid == geteuid(),
      status.st_mode & S_IFMT == S_IFREG,
      // Whoever has it open shares the lock.
      flock(file, LOCK_EX | LOCK_NB) == 0
    else { return }
    if path.hasSuffix(".new") || isOrphan(file) { unlink(path) }
  }

  private static func isOrphan(_ file: Int32) -> Bool {
    var octets = [UInt8](repeating: 0, count: SegmentHeader.length)
    guard pread(file, &octets, octets.count, 0) == octets.count,
      let header = try? SegmentHeader(reading: octets), !header.storePath.isEmpty
    else { return false }
    var status = stat()
    let path = String(decoding: header.storePath, as: UTF8.self)
    return stat(path, &status) != 0 && errno == ENOENT
  }
}
