// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain
import MatinesWire

/// Where it is kept who has a page open, and whether that is where it should be.
struct PresenceCheck: Check {
  private static let name = "presence"

  func findings(_ patient: Patient) -> [Finding] {
    guard !patient.isFaulty(Self.name) else { return [] }
    do throws(OpenFailure) {
      if let dsn = patient.document.presence { return [try chosen(dsn, patient)] }
      return [try usual(patient)]
    } catch {
      return [
        .error(
          Self.name, Words(error),
          advice: Words(
            "corrigez-la, ou prenez \"presence\": \"store:\"",
            "correct it, or take \"presence\": \"store:\""))
      ]
    }
  }

  private func chosen(_ dsn: DSN, _ patient: Patient) throws(OpenFailure) -> Finding {
    // Reads its options, and makes nothing yet.
    _ = try Registry.maker(Self.name, dsn.scheme, in: Registry.presence)(dsn)
    switch dsn.scheme {
    case "store":
      return .ok(Self.name, "la présence est dans la base", "presence is kept in the store")
    case "memory": return inMemory(patient)
    default:
      guard let path = dsn.path.isEmpty ? usualPath(patient) : dsn.path else {
        throw .configuration(InvalidValue(Self.name, .malformed("name a file: the store has none")))
      }
      return try shared(path, users: dsn["users"].flatMap { Int($0) })
    }
  }

  private func inMemory(_ patient: Patient) -> Finding {
    guard patient.storePath != nil else {
      return .ok(Self.name, "la présence est en mémoire", "presence is kept in memory")
    }
    return .warning(
      Self.name,
      Words(
        "la présence est en mémoire : les autres processus de la base ne la voient pas",
        "presence is kept in memory: other processes of the store do not see it"),
      advice: Words("prenez \"presence\": \"shm:\"", "take \"presence\": \"shm:\""))
  }

  /// Where nobody asked for it by name, an engine goes on without the table.
  private func usual(_ patient: Patient) throws(OpenFailure) -> Finding {
    guard let path = usualPath(patient) else { return inMemory(patient) }
    do throws(OpenFailure) {
      if let file = patient.storePath, access(file, F_OK) == 0 { try Registry.checkOwner(file) }
      return try shared(path, users: nil)
    } catch {
      return .warning(
        Self.name,
        Words(
          "la présence est gardée dans la base, plus lente : pas de mémoire partagée "
            + "(\(error.words))",
          "presence is kept in the store, which is slower: there is no shared memory "
            + "(\(error.words))"),
        advice: Words(
          "lancez tout sous le compte propriétaire de la base ; au besoin retirez \(path)",
          "run everything as the owner of the store; if need be, remove \(path)"))
    }
  }

  private func usualPath(_ patient: Patient) -> String? {
    guard let path = patient.storePath else { return nil }
    let (folder, name) = Folder.place(of: path)
    guard let real = realpath(folder, nil) else { return nil }
    defer { free(real) }
    let root = String(cString: real)
    return SegmentPlace(storePath: root == "/" ? "/\(name)" : "\(root)/\(name)").path
  }

  private func shared(_ path: String, users: Int?) throws(OpenFailure) -> Finding {
    let file = SegmentFile(path: path, users: users, storePath: nil)
    try file.checkFolder()
    if try file.existing() == nil { try checkRoom(file) }
    return .ok(
      Self.name, "la présence est en mémoire partagée, \(path)",
      "presence is kept in shared memory, \(path)")
  }

  /// What making the table would meet with.
  private func checkRoom(_ file: SegmentFile) throws(OpenFailure) {
    let folder = Folder.place(of: file.path).folder
    guard access(folder, W_OK | X_OK) == 0 else { throw file.failure(.last) }
    var disk = statvfs()
    guard statvfs(folder, &disk) == 0 else { throw file.failure(.last) }
    let free = UInt64(disk.f_bavail) &* UInt64(disk.f_frsize)
    guard
      let header = try? SegmentHeader(users: file.users ?? SegmentFile.usualUsers, storePath: nil),
      free > UInt64(header.size)
    else { throw file.failure(SystemFault(number: ENOSPC)) }
  }
}
