// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesDomain

/// The history on the disk: a file that is only appended to, and the one before. What was written
/// survives the end of the process at any moment; a power cut may take the last seconds.
final class HubJournal {
  private let path: String
  private let limit: Int
  private let octetLimit: Int
  private let lock: Int32
  /// -1 while there is none, which is so after a disk was full.
  private var file: Int32 = -1
  private var length = 0
  private var count = 0
  /// What the file begins with: brought along from the one before, it leaves no less room.
  private var keptLength = 0

  private static let longest = 1 << 30

  private var formerPath: String { path + ".old" }

  /// `limit` records and `octetLimit` octets at most are left to `former` files; so much at least
  /// is found again.
  init(path: String, limit: Int, octetLimit: Int) throws(OpenFailure) {
    (self.path, self.limit, self.octetLimit) = (path, limit, octetLimit)
    lock = try Self.open(path + ".lock", O_RDWR | O_CREAT)
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let fault = SystemFault.last
      close(lock)
      guard fault.number == EWOULDBLOCK else { throw Self.failure(path, fault) }
      throw .store(
        .conflict("hub.journal: \(PlainText.oneLine(path, limit: 256)): another hub keeps it"))
    }
  }

  deinit {
    if file >= 0 { close(file) }
    close(lock)
  }

  /// Reads what an earlier process left, the oldest first. What is cut short at the end is removed;
  /// the answer says whether anything was.
  func load(_ take: (HubRecord) -> Void) throws(OpenFailure) -> Bool {
    var isWhole = true
    if let former = try Self.existing(formerPath) {
      defer { close(former) }
      isWhole = try read(former, take).end == Self.size(former)
    }
    let current = try Self.open(path, O_RDWR | O_CREAT)
    let found = try read(current, take)
    (length, count, keptLength) = (found.end, found.records, found.kept)
    if length < Self.size(current) {
      isWhole = false
      ftruncate(current, off_t(length))
    }
    file = current
    if length == 0 { _ = begin() }
    return isWhole
  }

  /// Nil when it was written; else why not, and then nothing was. `kept` is what must not be
  /// forgotten with an old file.
  func append(_ record: HubRecord, kept: () -> [HubRecord]) -> SystemFault? {
    let isFull = count >= limit || length - keptLength >= octetLimit
    if isFull, let fault = rotate(kept()) { return fault }
    if file < 0, let fault = reopen() { return fault }
    guard let fault = write(record.octets) else {
      count += 1
      return nil
    }
    return fault
  }

  private func rotate(_ kept: [HubRecord]) -> SystemFault? {
    // A file that somebody removed is nothing to move.
    guard rename(path, formerPath) == 0 || errno == ENOENT else { return .last }
    if file >= 0 { close(file) }
    file = -1
    (length, count, keptLength) = (0, 0, 0)
    if let fault = reopen() { return fault }
    for record in kept {
      if let fault = write(record.octets) { return fault }
    }
    keptLength = length
    return nil
  }

  private func reopen() -> SystemFault? {
    let opened = matines_open_file(
      path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard opened >= 0 else { return .last }
    // Somebody else's is not emptied.
    guard Self.isOurs(opened), ftruncate(opened, 0) == 0 else {
      close(opened)
      return SystemFault(number: EACCES)
    }
    file = opened
    (length, count, keptLength) = (0, 0, 0)
    return begin()
  }

  private func begin() -> SystemFault? {
    guard let fault = write(HubRecord.magic) else { return nil }
    close(file)
    file = -1
    return fault
  }

  /// All of it or nothing.
  private func write(_ octets: [UInt8]) -> SystemFault? {
    var done = 0
    while done < octets.count {
      let written = octets.withUnsafeBytes { all in
        pwrite(
          file, all.baseAddress.map { $0 + done }, octets.count - done, off_t(length + done))
      }
      if written > 0 {
        done += written
      } else if errno != EINTR {
        let fault = written == 0 ? SystemFault(number: ENOSPC) : SystemFault.last
        ftruncate(file, off_t(length))
        return fault
      }
    }
    length += octets.count
    return nil
  }
}

extension HubJournal {
  /// Where the good records end, how many there are, and how long those are that were brought
  /// along.
  private func read(
    _ file: Int32, _ take: (HubRecord) -> Void
  ) throws(OpenFailure) -> (end: Int, records: Int, kept: Int) {
    let size = Self.size(file)
    // What follows is written behind what was read: none of it may be left out.
    guard size <= Self.longest else {
      throw .io("hub.journal: \(PlainText.oneLine(path, limit: 256)): longer than 1 GiB")
    }
    guard size >= HubRecord.magic.count else { return (0, 0, 0) }
    var octets = [UInt8](repeating: 0, count: size)
    var done = 0
    while done < size {
      let count = octets.withUnsafeMutableBytes { all in
        pread(file, all.baseAddress.map { $0 + done }, size - done, off_t(done))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.failure(path, .last) }
      if count == 0 { break }
      done += count
    }
    var rest = octets[..<done]
    guard rest.starts(with: HubRecord.magic) else { return (0, 0, 0) }
    rest = rest.dropFirst(HubRecord.magic.count)
    var (records, kept) = (0, 0)
    while let (record, length) = HubRecord.read(rest) {
      if case .revocation = record, kept == rest.startIndex || records == 0 {
        kept = rest.startIndex + length
      }
      take(record)
      rest = rest.dropFirst(length)
      records += 1
    }
    return (rest.startIndex, records, kept)
  }

  private static func size(_ file: Int32) -> Int {
    var found = stat()
    return fstat(file, &found) == 0 ? Int(found.st_size) : 0
  }

  private static func existing(_ path: String) throws(OpenFailure) -> Int32? {
    do throws(OpenFailure) {
      return try open(path, O_RDONLY)
    } catch {
      var found = stat()
      if lstat(path, &found) != 0, errno == ENOENT { return nil }
      throw error
    }
  }

  /// Ours, and readable by nobody else: it holds what people were told.
  private static func open(_ path: String, _ flags: Int32) throws(OpenFailure) -> Int32 {
    let file = matines_open_file(path, flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0o600)
    guard file >= 0 else { throw failure(path, .last) }
    guard isOurs(file) else {
      close(file)
      throw .permission("hub.journal: \(path): not a file of ours alone (its mode must be 0600)")
    }
    return file
  }

  private static func isOurs(_ file: Int32) -> Bool {
    var found = stat()
    return fstat(file, &found) == 0 && found.st_mode & S_IFMT == S_IFREG
      && found.st_uid == geteuid() && found.st_mode & 0o077 == 0
  }

  private static func failure(_ path: String, _ fault: SystemFault) -> OpenFailure {
    let text = "hub.journal: \(PlainText.oneLine(path, limit: 256)): \(fault.words)"
    switch fault.number {
    case EACCES, EPERM, ELOOP, EROFS: return .permission(text)
    case ENOSPC, EDQUOT: return .store(.full(text))
    default: return .io(text)
    }
  }
}
