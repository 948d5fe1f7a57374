// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A policy document in a file, and which file that was when it was last looked at.
package struct PolicyFile: Sendable {
  let path: String
  /// As it was before the file was read: what is written meanwhile makes it another.
  let identity: FileIdentity?

  package init(_ path: String) {
    self.path = AbsolutePath.now(path)
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
