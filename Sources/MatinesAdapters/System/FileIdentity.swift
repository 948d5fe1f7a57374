// SPDX-License-Identifier: MIT
import Glibc

/// What changes when a file is replaced or written to.
struct FileIdentity: Equatable, Sendable {
  let device: UInt64
  let inode: UInt64
  let size: Int64
  let modified: Int64
  let nanoseconds: Int64

  /// Nil when there is none.
  init?(_ path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    self.init(found)
  }

  init(_ found: stat) {
    device = UInt64(found.st_dev)
    inode = UInt64(found.st_ino)
    size = Int64(found.st_size)
    modified = Int64(found.st_mtim.tv_sec)
    nanoseconds = Int64(found.st_mtim.tv_nsec)
  }
}
