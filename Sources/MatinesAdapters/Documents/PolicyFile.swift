// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain
import MatinesWire

/// A policy document in a file, and which file that was when it was last looked at.
package struct PolicyFile: Sendable {
  let path: String
  /// As it was before the file was read: what is written meanwhile makes it another.
  let identity: FileIdentity?

  /// A relative path starts from the folder that is current now, wherever the host goes later.
  package init(_ path: String) {
    var folder = [CChar](repeating: 0, count: Int(PATH_MAX))
    if !path.hasPrefix("/"), let found = getcwd(&folder, folder.count) {
      self.path = "\(String(cString: found))/\(path)"
    } else {
      self.path = path
    }
    identity = FileIdentity(self.path)
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
}
