// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import MatinesWire

/// The presence an engine got, and why it is not the usual one.
struct MadePresence {
  let book: any PresenceBook
  var warning: String?
}

extension Registry {
  /// Reads the DSN's settings at once; makes the presence when the store is there.
  typealias PresenceMaker =
    @Sendable (DSN) throws(OpenFailure)
    -> @Sendable (StoreParts) throws(OpenFailure) -> any PresenceBook

  /// What the document names; else `shm:` beside a file, and `memory:` beside a store in memory.
  static func chosenPresence(
    _ around: Surroundings
  ) throws(OpenFailure) -> @Sendable (StoreParts) throws(OpenFailure) -> MadePresence {
    guard let dsn = around.document.presence else { return usualPresence }
    let make = try maker("presence", dsn.scheme, in: presence)(dsn)
    return { (parts) throws(OpenFailure) in MadePresence(book: try make(parts)) }
  }

  @Sendable private static func usualPresence(
    _ parts: StoreParts
  ) throws(OpenFailure) -> MadePresence {
    guard let file = parts.file else { return MadePresence(book: MemoryPresence()) }
    do throws(OpenFailure) {
      try checkOwner(file)
      return MadePresence(book: try shared(beside: file, users: nil))
    } catch {
      return MadePresence(
        book: parts.store, warning: "\(error.words); presence is kept in the store instead")
    }
  }

  /// Whoever works on another's store would look for its segment under the wrong name.
  static func checkOwner(_ file: String) throws(OpenFailure) {
    var status = stat()
    guard stat(file, &status) == 0, status.st_uid == geteuid() else {
      throw .permission("presence: the store belongs to another user, so its table is out of reach")
    }
  }

  private static func shared(
    beside file: String, users: Int?
  ) throws(OpenFailure) -> SharedPresence {
    let place = SegmentPlace(storePath: file)
    let segment = SegmentFile(path: place.path, users: users, storePath: file)
    return SharedPresence(try segment.open())
  }
}

extension Registry {
  @Sendable static func storePresence(
    _ dsn: DSN
  ) throws(OpenFailure) -> @Sendable (StoreParts) throws(OpenFailure) -> any PresenceBook {
    try refusePresenceOptions(dsn, but: [])
    return { (parts) throws(OpenFailure) in parts.store }
  }

  @Sendable static func memoryPresence(
    _ dsn: DSN
  ) throws(OpenFailure) -> @Sendable (StoreParts) throws(OpenFailure) -> any PresenceBook {
    try refusePresenceOptions(dsn, but: [])
    return { (_) throws(OpenFailure) in MemoryPresence() }
  }

  @Sendable static func sharedPresence(
    _ dsn: DSN
  ) throws(OpenFailure) -> @Sendable (StoreParts) throws(OpenFailure) -> any PresenceBook {
    try refusePresenceOptions(dsn, but: ["users"])
    let users = try users(dsn)
    return { (parts) throws(OpenFailure) in
      guard dsn.path.isEmpty else {
        let segment = SegmentFile(path: dsn.path, users: users, storePath: nil)
        return SharedPresence(try segment.open())
      }
      guard let file = parts.file else {
        let problem = "name a file, as in shm:/dev/shm/NAME: the store has none"
        throw .configuration(InvalidValue("presence", .malformed(problem)))
      }
      return try shared(beside: file, users: users)
    }
  }

  private static func users(_ dsn: DSN) throws(OpenFailure) -> Int? {
    guard let text = dsn["users"] else { return nil }
    guard let count = Int(text), SegmentHeader.userLimit.contains(count) else {
      throw .configuration(
        InvalidValue("presence.users", .malformed("not from 1 to 16000000")))
    }
    return count
  }

  private static func refusePresenceOptions(
    _ dsn: DSN, but known: [String]
  ) throws(OpenFailure) {
    try configuring { () throws(InvalidValue) in
      try refuseOptions("presence", dsn, but: known)
    }
  }
}
