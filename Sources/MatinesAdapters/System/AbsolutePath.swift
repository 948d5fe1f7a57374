// SPDX-License-Identifier: MIT
import Glibc

enum AbsolutePath {
  /// A relative path starts from the folder that is current now, wherever the host goes later.
  static func now(_ path: String) -> String {
    var folder = [CChar](repeating: 0, count: Int(PATH_MAX))
    guard !path.hasPrefix("/"), let found = getcwd(&folder, folder.count) else { return path }
    return "\(String(cString: found))/\(path)"
  }
}
