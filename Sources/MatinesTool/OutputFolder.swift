// SPDX-License-Identifier: MIT
import Glibc

/// A folder that the operator named for what a command writes; it is made where it is missing.
struct OutputFolder {
  private let path: String

  init(_ path: String) { self.path = path }

  /// `place` is of the library's making: names, with `/` between them.
  func write(_ text: String, to place: String, replacing: Bool) throws(Failure) {
    var folder = path
    try make(folder)
    for name in place.split(separator: "/").dropLast() {
      folder += "/\(name)"
      try make(folder)
    }
    let full = "\(path)/\(place)"
    // "x": what is there already is somebody's work.
    guard let file = fopen(full, replacing ? "we" : "wxe") else { throw failure(full) }
    let octets = Array(text.utf8)
    let written = fwrite(octets, 1, octets.count, file)
    guard fclose(file) == 0, written == octets.count else { throw failure(full) }
  }

  private func make(_ folder: String) throws(Failure) {
    guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw failure(folder) }
  }

  private func failure(_ path: String) -> Failure {
    .refused("\(path): \(String(cString: strerror(errno)))")
  }
}
