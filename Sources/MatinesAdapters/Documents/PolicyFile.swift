// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain
import MatinesWire

/// A policy document in a file, and which file that was when it was last looked at.
package struct PolicyFile: Sendable {
  /// What changes when a file is replaced or written to.
  struct Identity: Equatable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: Int64
    let modified: Int64
    let nanoseconds: Int64
  }

  let path: String
  /// As it was before the file was read: what is written meanwhile makes it another.
  let identity: Identity?

  /// A relative path starts from the folder that is current now, wherever the host goes later.
  package init(_ path: String) {
    var folder = [CChar](repeating: 0, count: Int(PATH_MAX))
    if !path.hasPrefix("/"), let found = getcwd(&folder, folder.count) {
      self.path = "\(String(cString: found))/\(path)"
    } else {
      self.path = path
    }
    identity = Self.identity(self.path)
  }

  /// The same place, as it is now.
  func lookedAtAgain() -> PolicyFile { PolicyFile(path) }

  package func read() throws(OpenFailure) -> PolicyDocument {
    let text = try TextFile.read(path, named: "policy", limit: JSONLimits.document.octets)
    do throws(InvalidPolicy) {
      return try PolicyDocument.read(text)
    } catch {
      throw .configuration(error.summary)
    }
  }

  /// Nil when there is none.
  private static func identity(_ path: String) -> Identity? {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    return Identity(
      device: UInt64(found.st_dev), inode: UInt64(found.st_ino), size: Int64(found.st_size),
      modified: Int64(found.st_mtim.tv_sec), nanoseconds: Int64(found.st_mtim.tv_nsec))
  }
}
