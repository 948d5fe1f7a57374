// SPDX-License-Identifier: MIT

/// A compiled template: text and tags as a row of steps, names taken apart. Shared by all who
/// render it, since copying so many parts would cost more than most of its steps.
package final class Mustache: Sendable {
  package enum Escaping: Sendable {
    case none
    case html
  }

  /// A value that the template shows or asks about.
  package struct Variable: Sendable {
    package let path: MustachePath
    package let line: Int
    /// `{{{name}}}` or `{{&name}}`.
    package let isRaw: Bool
    package let isSection: Bool
  }

  /// `{{> name}}` or `{{< name}}`.
  package struct Reference: Sendable {
    package let name: String
    package let line: Int
    package let isParent: Bool
  }

  /// What messages call it, such as its file.
  package let name: String
  package let escaping: Escaping
  package let variables: [Variable]
  package let references: [Reference]

  /// All texts, one after the other.
  let octets: [UInt8]
  let steps: [MustacheStep]
  /// Of blocks.
  let names: [String]

  package init(
    _ source: [UInt8], name: String, escaping: Escaping
  ) throws(MustacheError) {
    var compiler = MustacheCompiler(source, escaping)
    try compiler.compile()
    self.name = name
    self.escaping = escaping
    variables = compiler.variables
    references = compiler.references
    octets = compiler.octets
    steps = compiler.steps
    names = compiler.names
  }

  package convenience init(
    _ source: String, name: String, escaping: Escaping
  ) throws(MustacheError) {
    try self.init(Array(source.utf8), name: name, escaping: escaping)
  }
}

/// One step; a range of steps is the content of the step before it.
enum MustacheStep {
  /// A range of the template's octets.
  case text(Range<Int>)
  /// An index of the variables.
  case value(Int, MustacheForm)
  case beginAddress
  /// An index of the variables: the first escaped one of the address.
  case endAddress(Int)
  case section(Int, end: Int)
  case inverted(Int, end: Int)
  /// An index of the references.
  case partial(Int, MustachePlace)
  case parent(Int, MustachePlace, end: Int)
  /// An index of the names.
  case block(Int, MustachePlace, end: Int)
}

/// How a value is written where it stands.
enum MustacheForm {
  case plain
  case html
}

struct MustachePlace {
  /// A range of the template's octets, for each line of what comes here.
  let indentation: Range<Int>
  /// What comes here begins its line.
  let isStandalone: Bool
}
