// SPDX-License-Identifier: MIT
import Glibc

/// A document of the library's, read from a file: that of `matines_open`, or a policy.
struct ConfigurationFile {
  static let usual = "matines.json"
  /// The library's limit is 1 MiB; one octet more is enough for it to say so itself.
  private static let limit = 1 << 20

  let text: String

  init(_ path: String, _ language: Language) throws(Failure) {
    guard let file = fopen(path, "re") else {
      throw .refused("\(path): \(String(cString: strerror(errno)))")
    }
    defer { fclose(file) }
    var octets = [UInt8](repeating: 0, count: Self.limit + 1)
    let count = fread(&octets, 1, octets.count, file)
    guard ferror(file) == 0 else {
      throw .refused("\(path): \(String(cString: strerror(errno)))")
    }
    guard let text = String(validating: octets.prefix(count), as: UTF8.self),
      !text.utf8.contains(0)
    else {
      throw .refused(language("\(path) : pas du texte UTF-8", "\(path): not UTF-8 text"))
    }
    self.text = text
  }
}
