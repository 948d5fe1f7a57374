// SPDX-License-Identifier: MIT
import CSQLite
import Glibc

/// SQLite's own file layer, but for the write-ahead log: a commit of it reaches the kernel in one
/// write. SQLite makes two of each page, some eighteen for an event, and each costs the kernel
/// about as much as all of them together.
enum LogVFS {
  /// What `sqlite3_open_v2` takes; nil, hence SQLite's own, where there is nothing to build on.
  static var name: UnsafePointer<CChar>? { isRegistered ? UnsafePointer(title) : nil }

  // Never written after it was made.
  nonisolated(unsafe) private static let title = strdup("matines")
  private static let isRegistered = register()

  private static func register() -> Bool {
    guard let real = sqlite3_vfs_find(nil), title != nil, isSQLitesOwn(real) else { return false }
    // Never freed: connections may be open until the process ends.
    let ours = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
    ours.initialize(to: real.pointee)
    ours.pointee.zName = UnsafePointer(title)
    ours.pointee.szOsFile += Int32(LogFile.size)
    ours.pointee.pNext = nil
    // SQLite's own layer asks for it in `xOpen` alone, and that gets the real one.
    ours.pointee.pAppData = UnsafeMutableRawPointer(real)
    ours.pointee.xOpen = open
    return sqlite3_vfs_register(ours, 0) == SQLITE_OK
  }

  /// A host may have put another layer in its place, whose functions expect their own data.
  private static func isSQLitesOwn(_ vfs: UnsafePointer<sqlite3_vfs>) -> Bool {
    vfs.pointee.zName.map { strncmp($0, "unix", 4) == 0 } ?? false
  }

  private static let open:
    @convention(c) (
      UnsafeMutablePointer<sqlite3_vfs>?, UnsafePointer<CChar>?,
      UnsafeMutablePointer<sqlite3_file>?, Int32, UnsafeMutablePointer<Int32>?
    ) -> Int32 = { vfs, path, file, flags, found in
      guard let file, let real = vfs?.pointee.pAppData?.assumingMemoryBound(to: sqlite3_vfs.self),
        let open = real.pointee.xOpen
      else { return SQLITE_CANTOPEN }
      guard flags & SQLITE_OPEN_WAL != 0 else { return open(real, path, file, flags, found) }
      let inner = LogFile.inner(of: file)
      let code = open(real, path, inner, flags, found)
      LogFile.wrap(inner, in: file, isOpen: code == SQLITE_OK)
      return code
    }
}
