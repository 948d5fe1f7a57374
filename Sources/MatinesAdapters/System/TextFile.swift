// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesDomain

/// A file of the operator's, read whole.
enum TextFile {
  static func read(
    _ path: String, named member: String, limit: Int
  ) throws(OpenFailure) -> String {
    let descriptor = matines_open_file(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0)
    guard descriptor >= 0 else { throw failure(member, path) }
    defer { close(descriptor) }
    var octets: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while octets.count <= limit {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(member, path) }
      if count == 0 { break }
      octets += chunk.prefix(count)
    }
    guard octets.count <= limit else {
      throw .configuration(InvalidValue("\(member) \(path)", .tooLong(octets: limit)))
    }
    guard let text = String(validating: octets, as: UTF8.self) else {
      throw .configuration(InvalidValue("\(member) \(path)", .malformed("not UTF-8")))
    }
    return text
  }

  private static func failure(_ member: String, _ path: String) -> OpenFailure {
    let fault = SystemFault.last
    let message = "\(member): \(PlainText.oneLine(path, limit: 256)): \(fault.words)"
    return fault.number == EACCES || fault.number == EPERM ? .permission(message) : .io(message)
  }
}
