// SPDX-License-Identifier: MIT

/// The name of a value: `name`, `name.of.member`, `.` for the value the section is about,
/// `.member` for a member of that one and of nothing around it. Shared: it is looked up often.
package final class MustachePath: Sendable {
  package let text: String
  package let names: [String]
  package let isAnchored: Bool
  /// `messages.NAME`: a text of the catalogue, NAME being all that follows.
  package let message: String?

  /// Nil for a path with an empty name in it.
  package init?(_ text: String) {
    let isAnchored = text.utf8.first == UInt8(ascii: ".")
    let rest = isAnchored ? text.dropFirst() : text[...]
    let parts =
      isAnchored && rest.isEmpty
      ? [] : rest.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    let names = parts.map { String(Substring($0)) }
    let isMessage = !isAnchored && names.count > 1 && names[0] == "messages"
    message = isMessage ? names.dropFirst().joined(separator: ".") : nil
    (self.text, self.names, self.isAnchored) = (text, names, isAnchored)
  }
}
