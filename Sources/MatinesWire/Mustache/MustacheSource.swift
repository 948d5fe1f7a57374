// SPDX-License-Identifier: MIT

/// What a template finds outside itself and its values.
package protocol MustacheSource {
  /// The template of that name, for `{{> name}}` and `{{< name}}`.
  func partial(_ name: String) -> Mustache?

  /// The text of `{{messages.name}}`, for the values as they stand at the tag.
  func message(_ name: String, in context: MustacheContext) -> Mustache?

  /// A member that a text, a number or a truth value has no room for: `{{created.date}}`.
  func member(_ name: String, of value: JSON) -> String?
}

extension MustacheSource {
  package func partial(_ name: String) -> Mustache? { nil }
  package func message(_ name: String, in context: MustacheContext) -> Mustache? { nil }
  package func member(_ name: String, of value: JSON) -> String? { nil }
}
