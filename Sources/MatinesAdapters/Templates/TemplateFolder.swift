// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesDomain

/// The folder of a set of templates, and which files lay in it when it was last looked at.
///
/// Nothing outside is read: what is a symbolic link in it, or no regular file, is refused.
package struct TemplateFolder: Sendable {
  package static let fileLimit = 262_144
  package static let setLimit = 16_777_216
  package static let filesLimit = 2_000

  struct Entry: Equatable, Sendable {
    let path: String
    let identity: FileIdentity
  }

  package let path: String
  /// As it was before the files were read: what is written meanwhile makes it another. Nil when
  /// there is no such folder.
  let entries: [Entry]?

  package init(_ path: String) {
    self.path = AbsolutePath.now(path)
    entries = try? Self.entries(self.path)
  }

  /// The same place, as it is now.
  func lookedAtAgain() -> TemplateFolder { TemplateFolder(path) }

  /// The files that have a meaning in a set.
  package func read() throws(OpenFailure) -> [TemplateText] {
    var texts: [TemplateText] = []
    var total = 0
    try Self.walk(path, TemplatePlace.isMeant) { (directory, name, path, _) throws(OpenFailure) in
      let text = try Self.read(directory, name, path)
      total += text.octets.count
      guard total <= Self.setLimit else {
        throw refusal(self.path, "more than \(Self.setLimit) octets in all")
      }
      texts.append(text)
    }
    return texts
  }

  /// The templates of the host's own renderer.
  func leftToHost() throws(OpenFailure) -> [String] {
    var paths: [String] = []
    try Self.walk(path, { $0.hasSuffix(".twig") }) { (_, _, path, _) throws(OpenFailure) in
      paths.append(path)
    }
    return paths
  }

  private static func entries(_ path: String) throws(OpenFailure) -> [Entry] {
    var entries: [Entry] = []
    try walk(path, TemplatePlace.isMeant) { (_, _, path, identity) throws(OpenFailure) in
      entries.append(Entry(path: path, identity: identity))
    }
    return entries
  }

  private static func read(
    _ directory: Int32, _ name: String, _ path: String
  ) throws(OpenFailure) -> TemplateText {
    let file = openat(directory, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    var found = stat()
    guard fstat(file, &found) == 0 else { throw failure(path) }
    guard found.st_mode & S_IFMT == S_IFREG else { throw refusal(path, "not a regular file") }
    var octets: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while octets.count <= fileLimit {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path) }
      if count == 0 { break }
      octets += chunk.prefix(count)
    }
    guard octets.count <= fileLimit else {
      throw refusal(path, "more than \(fileLimit) octets")
    }
    return TemplateText(path: path, octets: octets)
  }

  fileprivate static func failure(_ path: String) -> OpenFailure {
    let fault = SystemFault.last
    let isForbidden = fault.number == EACCES || fault.number == EPERM
    return isForbidden
      ? .permission("templates: \(PlainText.oneLine(path, limit: 256)): \(fault.words)")
      : refusal(path, fault.words)
  }
}

extension TemplateFolder {
  private typealias Visit =
    (
      _ directory: Int32, _ name: String, _ path: String, _ identity: FileIdentity
    ) throws(OpenFailure) -> Void

  /// What is wanted of a set, in the order of the names.
  private static func walk(
    _ path: String, _ isWanted: (String) -> Bool, _ visit: Visit
  ) throws(OpenFailure) {
    let root = matines_open_file(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
    guard root >= 0 else { throw failure(path) }
    defer { close(root) }
    var count = 0
    try walk(root, "", &count, isWanted, visit)
  }

  /// As deep as sets are, which `TemplatePlace` knows.
  private static func walk(
    _ directory: Int32, _ folder: String, _ count: inout Int, _ isWanted: (String) -> Bool,
    _ visit: Visit
  ) throws(OpenFailure) {
    for name in try names(directory, folder) {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      var found = stat()
      guard fstatat(directory, name, &found, AT_SYMLINK_NOFOLLOW) == 0 else {
        throw failure(path)
      }
      if found.st_mode & S_IFMT == S_IFDIR {
        guard TemplatePlace.mayHold(folder: path) else { continue }
        let inner = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard inner >= 0 else { throw failure(path) }
        defer { close(inner) }
        try walk(inner, path, &count, isWanted, visit)
      } else if isWanted(path) {
        count += 1
        guard count <= filesLimit else { throw refusal(folder, "more than \(filesLimit) files") }
        try visit(directory, name, path, FileIdentity(found))
      }
    }
  }

  private static func names(_ directory: Int32, _ folder: String) throws(OpenFailure) -> [String] {
    let names: [String]
    do throws(SystemFault) {
      names = try Folder.names(in: directory)
    } catch {
      throw refusal(folder, error.words)
    }
    return names.filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// A set that cannot be used: what of it, and why.
func refusal(_ path: String, _ reason: String) -> OpenFailure {
  .configuration(
    InvalidValue("templates: \(PlainText.oneLine(path, limit: 256))", .malformed(reason)))
}
