// SPDX-License-Identifier: MIT

/// A file of a set: where it lies in the set's folder, and what it holds.
package struct TemplateText: Sendable {
  package let path: String
  package let octets: [UInt8]

  package init(path: String, octets: [UInt8]) {
    self.path = path
    // Some editors write a mark that is no part of the text.
    self.octets = octets.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(octets.dropFirst(3)) : octets
  }

  package init(_ path: String, _ text: String) {
    self.init(path: path, octets: Array(text.utf8))
  }
}
