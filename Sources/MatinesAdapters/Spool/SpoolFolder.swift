// SPDX-License-Identifier: MIT
import MatinesDomain

/// A directory that stands for a server: one file a delivery, whole or absent. Its name comes from
/// the notification and the address, so that a repeat replaces instead of doubling.
struct SpoolFolder: Sendable {
  let path: String

  init(path: String, field: String) throws(InvalidValue) {
    guard !path.isEmpty else { throw InvalidValue(field, .empty) }
    guard PlainText.isClean(path) else { throw InvalidValue(field, .notText) }
    self.path = path
  }

  func put(_ octets: [UInt8], as name: String) -> Outcome {
    do throws(SystemFault) {
      try Folder(path).write(octets, to: name, replacing: true)
      return .delivered(reference: name)
    } catch {
      let why = "\(path): \(error.words)"
      return error.isPassing ? .later(why: why, after: nil) : .misconfigured(why: why)
    }
  }

  /// Eight octets of a digest: tells the recipients of one notification apart without naming them.
  static func mark(of address: String) -> String {
    let digest = Digest.sha256(Array(address.utf8))
    return digest.prefix(8).map { octet in
      (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }.joined()
  }
}
