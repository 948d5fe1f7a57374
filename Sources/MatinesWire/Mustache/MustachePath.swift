// SPDX-License-Identifier: MIT

/// The name of a value: `name`, `name.of.member`, `.` for the value the section is about,
/// `.member` for a member of that one and of nothing around it.
package struct MustachePath: Sendable {
  package let text: String
  package let names: [String]
  package let isAnchored: Bool

  /// Nil for a path with an empty name in it.
  package init?(_ text: String) {
    self.text = text
    isAnchored = text.utf8.first == UInt8(ascii: ".")
    guard text.utf8.count > 1 || !isAnchored else {
      names = []
      return
    }
    let rest = isAnchored ? text.dropFirst() : text[...]
    let names = rest.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.names = names.map { String(Substring($0)) }
  }

  /// `messages.NAME`: a text of the catalogue, NAME being all that follows.
  package var message: String? {
    guard !isAnchored, names.count > 1, names[0] == "messages" else { return nil }
    return names.dropFirst().joined(separator: ".")
  }
}
