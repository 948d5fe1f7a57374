// SPDX-License-Identifier: MIT
import CSystem
import Glibc

/// A directory of our own, held open, in which files appear whole or not at all.
final class Folder {
  private let descriptor: Int32
  let path: String

  /// Made with mode 0700 when missing, if that is wanted. One that others may write to, or that is
  /// a symbolic link, is refused: what is put there could be replaced.
  init(_ path: String, making: Bool = true) throws(SystemFault) {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    var opened = matines_open_file(path, flags, 0)
    if opened < 0, errno == ENOENT, making {
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last }
      opened = matines_open_file(path, flags, 0)
    }
    guard opened >= 0 else { throw .last }
    descriptor = opened
    self.path = path
    var found = stat()
    guard fstat(opened, &found) == 0 else { throw .last }
    guard found.st_mode & 0o022 == 0, found.st_uid == geteuid() || found.st_uid == 0 else {
      throw SystemFault(number: EACCES)
    }
  }

  deinit { close(descriptor) }

  /// The folder a file lies in, and its name there.
  static func place(of file: String) -> (folder: String, name: String) {
    guard let slash = file.lastIndex(of: "/") else { return (".", file) }
    let folder = file[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(file[file.index(after: slash)...]))
  }

  /// Mode 0600, on the disk when this returns. With `replacing` an existing file gives way;
  /// otherwise it stays, and this fails with EEXIST.
  func write(_ octets: some Collection<UInt8>, to name: String, replacing: Bool) throws(SystemFault)
  {
    let temporary = ".\(getpid()).\(UInt.random(in: 0 ... .max)).new"
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = openat(descriptor, temporary, flags, 0o600)
    guard file >= 0 else { throw .last }
    do throws(SystemFault) {
      try Self.write(Array(octets), to: file)
      try put(temporary, name, replacing)
    } catch {
      unlinkat(descriptor, temporary, 0)
      throw error
    }
    fsync(descriptor)
  }

  /// What lies in it, in no order.
  func names() throws(SystemFault) -> [String] { try Self.names(in: descriptor) }

  static func names(in descriptor: Int32) throws(SystemFault) -> [String] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { throw .last }
    guard let entries = fdopendir(copy) else {
      let fault = SystemFault.last
      close(copy)
      throw fault
    }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { octets in
          String(decoding: octets.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }

  /// At most 64 KiB of a regular file that is ours and readable by nobody else.
  func readPrivate(_ name: String) throws(SystemFault) -> [UInt8] {
    let file = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw .last }
    defer { close(file) }
    var found = stat()
    guard fstat(file, &found) == 0 else { throw .last }
    guard found.st_mode & S_IFMT == S_IFREG, found.st_mode & 0o077 == 0,
      found.st_uid == geteuid()
    else { throw SystemFault(number: EACCES) }
    var octets = [UInt8](repeating: 0, count: 65_536)
    defer { wipe(&octets) }
    let count = read(file, &octets, octets.count)
    guard count >= 0 else { throw .last }
    return Array(octets.prefix(count))
  }

  private func put(
    _ temporary: String, _ name: String, _ replacing: Bool
  ) throws(SystemFault) {
    if replacing {
      guard renameat(descriptor, temporary, descriptor, name) == 0 else { throw .last }
    } else {
      guard linkat(descriptor, temporary, descriptor, name, 0) == 0 else { throw .last }
      unlinkat(descriptor, temporary, 0)
    }
  }

  private static func write(_ octets: [UInt8], to file: Int32) throws(SystemFault) {
    defer { close(file) }
    var rest = octets[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if errno != EINTR {
        throw .last
      }
    }
    guard fsync(file) == 0 else { throw .last }
  }
}
