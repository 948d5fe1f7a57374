// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication

/// The file of a store before SQLite sees it: where it really is, and that nobody else can reach
/// it. It is never opened here: closing a second descriptor would drop the locks of every other
/// connection of this process.
struct StoreFile {
  /// Absolute, without symbolic links in any folder.
  let path: String

  init(_ path: String, making isMade: Bool = true) throws(StoreFailure) {
    let (folder, name) = Self.split(path)
    guard !name.isEmpty, name != ".", name != "..", !path.utf8.contains(0) else {
      throw .permission("\(path): not a file name")
    }
    guard let real = realpath(folder, nil) else { throw Self.refusal(folder, .last) }
    defer { free(real) }
    let root = String(cString: real)
    self.path = root == "/" ? "/\(name)" : "\(root)/\(name)"
    try Self.checkFolder(root)
    if isMade { try create() } else { try Self.checkFile(self.path) }
    for suffix in ["-wal", "-shm"] { try Self.checkFile(self.path + suffix) }
  }

  var exists: Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Makes the node without opening it, so that it never exists with a wider mode.
  private func create() throws(StoreFailure) {
    if mknod(path, mode_t(S_IFREG) | 0o600, 0) != 0, SystemFault.last.number != EEXIST {
      throw Self.refusal(path, .last)
    }
    try Self.checkFile(path)
  }

  private static func checkFolder(_ path: String) throws(StoreFailure) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw refusal(path, .last) }
    guard status.st_mode & 0o002 == 0 else {
      throw refusal(path, SystemFault(number: EPERM), "others may write in this folder")
    }
  }

  /// A file that is not there yet will be made by SQLite with the mode of the store itself.
  private static func checkFile(_ path: String) throws(StoreFailure) {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      let fault = SystemFault.last
      if fault.number == ENOENT { return }
      throw refusal(path, fault)
    }
    let kind = status.st_mode & mode_t(S_IFMT)
    if kind == mode_t(S_IFLNK) { throw refusal(path, SystemFault(number: ELOOP)) }
    guard kind == mode_t(S_IFREG) else {
      throw refusal(path, SystemFault(number: EPERM), "not a regular file")
    }
    guard status.st_mode & 0o007 == 0 else {
      throw refusal(path, SystemFault(number: EPERM), "others have access to it")
    }
  }

  private static func refusal(
    _ path: String, _ fault: SystemFault, _ why: String? = nil
  ) -> StoreFailure {
    let text = "\(path): \(fault.words)" + (why.map { " (\($0))" } ?? "")
    switch fault.number {
    case ENOSPC, EDQUOT: return .full(text)
    case EACCES, EPERM, EROFS, ELOOP: return .permission(text)
    default: return .io(text)
    }
  }

  private static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }
}
