// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesApplication
import MatinesDomain

/// The file of a segment: made whole under another name, given its own when it is finished, and
/// looked at through its descriptor before it is mapped.
struct SegmentFile {
  static let usualUsers = 16_384
  private static let attempts = 16
  let path: String
  /// What was asked for; nil takes a segment as it is.
  let users: Int?
  /// Kept in the header, so that segments of stores that are gone can be told.
  let storePath: String?

  func open() throws(OpenFailure) -> PresenceSegment {
    try checkFolder()
    for _ in 0..<Self.attempts {
      if let segment = try existing() { return segment }
      try make()
    }
    throw .io("presence: \(path): comes and goes")
  }

  /// Nil when there is none.
  func existing() throws(OpenFailure) -> PresenceSegment? {
    // A pipe of that name must not make us wait.
    let flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let file = matines_open_file(path, flags, 0)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw failure(.last)
    }
    do throws(OpenFailure) {
      if let segment = try segment(file) { return segment }
    } catch {
      close(file)
      throw error
    }
    close(file)
    return nil
  }

  /// Nil when its name was taken away meanwhile.
  private func segment(_ file: Int32) throws(OpenFailure) -> PresenceSegment? {
    var status = try self.status(file)
    try check(status)
    guard Self.share(file) else { throw failure(.last) }
    // Whoever clears away holds the lock alone: from here on the file stays.
    status = try self.status(file)
    if status.st_nlink == 0 { return nil }
    let header = try header(file)
    guard status.st_size == off_t(header.size) else { throw foreign("is not as long as it says") }
    if let users, users != header.users {
      let problem = "made for \(header.users); end its processes and remove it to change that"
      throw .configuration(InvalidValue("presence.users", .malformed(problem)))
    }
    guard let segment = PresenceSegment(file, header, path: path) else { throw failure(.last) }
    return segment
  }

  private func status(_ file: Int32) throws(OpenFailure) -> stat {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure(.last) }
    return status
  }

  private func check(_ status: stat) throws(OpenFailure) {
    let problem: String? =
      if status.st_mode & S_IFMT != S_IFREG {
        "not a regular file"
      } else if status.st_uid != geteuid() {
        "belongs to another user"
      } else if status.st_mode & 0o7777 != 0o600 {
        "others have access to it (its mode must be 0600)"
      } else if status.st_nlink > 1 {
        "has a second name"
      } else {
        nil
      }
    if let problem { throw .permission("presence: \(path): \(problem)") }
  }

  private func header(_ file: Int32) throws(OpenFailure) -> SegmentHeader {
    var octets = [UInt8](repeating: 0, count: SegmentHeader.length)
    let count = pread(file, &octets, octets.count, 0)
    guard count >= 0 else { throw failure(.last) }
    do throws(SegmentHeader.Problem) {
      return try SegmentHeader(reading: Array(octets.prefix(count)))
    } catch {
      switch error {
      case .foreign: throw foreign("not a presence table, or damaged")
      case .otherVersion: throw .store(.version("presence: \(path): of another release"))
      }
    }
  }

  private func foreign(_ problem: String) -> OpenFailure { .io("presence: \(path): \(problem)") }

  func failure(_ fault: SystemFault) -> OpenFailure {
    let text = "presence: \(PlainText.oneLine(path, limit: 256)): \(fault.words)"
    switch fault.number {
    case EACCES, EPERM, ELOOP, EROFS: return .permission(text)
    case ENOSPC, EDQUOT: return .store(.full(text))
    default: return .io(text)
    }
  }

  /// In a folder where everybody may rename everything, a name proves nothing.
  func checkFolder() throws(OpenFailure) {
    var status = stat()
    guard stat(Folder.place(of: path).folder, &status) == 0 else { throw failure(.last) }
    guard status.st_mode & 0o002 == 0 || status.st_mode & S_ISVTX != 0 else {
      throw .permission("presence: \(path): others may write in this folder")
    }
  }

  static func share(_ file: Int32) -> Bool {
    while flock(file, LOCK_SH) != 0 {
      guard errno == EINTR else { return false }
    }
    return true
  }
}

extension SegmentFile {
  /// Somebody else's being there first is as good.
  private func make() throws(OpenFailure) {
    SegmentPlace.clearAway(near: path)
    let temporary = "\(path).\(getpid()).\(UInt.random(in: 0 ... .max)).new"
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = matines_open_file(temporary, flags, 0o600)
    guard file >= 0 else { throw failure(.last) }
    defer { close(file) }
    do throws(SystemFault) {
      try fill(file)
      guard matines_rename_new(temporary, path) == 0 else { throw .last }
    } catch {
      unlink(temporary)
      guard error.number == EEXIST else { throw failure(error) }
    }
  }

  /// The space is taken now: where memory ran out later, a mere look would be a fatal signal.
  private func fill(_ file: Int32) throws(SystemFault) {
    guard Self.share(file), fchmod(file, 0o600) == 0 else { throw .last }
    let header = try SegmentHeader(users: users ?? Self.usualUsers, storePath: storePath)
    let fault = posix_fallocate(file, 0, off_t(header.size))
    guard fault == 0 else { throw SystemFault(number: fault) }
    let octets = header.octets
    let written = pwrite(file, octets, octets.count, 0)
    guard written >= 0 else { throw .last }
    guard written == octets.count else { throw SystemFault(number: ENOSPC) }
  }
}
