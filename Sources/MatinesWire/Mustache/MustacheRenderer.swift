// SPDX-License-Identifier: MIT

/// Something a template shows and nobody gave: it was rendered as nothing.
package struct MustacheGap: Hashable, Sendable {
  package enum Kind: Sendable {
    /// No such value, message or member.
    case missing
    /// A list or an object, which has no text.
    case noText
    /// An address that runs something when it is clicked, such as `javascript:`.
    case address
    case partial
  }

  package let kind: Kind
  package let template: String
  package let line: Int
  package let name: String
}

package struct MustacheResult {
  package let octets: [UInt8]
  package let gaps: [MustacheGap]
}

extension Mustache {
  /// The text for these values; the last of them is asked first.
  package func render(
    _ values: [JSON], source: any MustacheSource
  ) throws(MustacheFailure) -> MustacheResult {
    var renderer = MustacheRenderer(values, source, capacity: octets.count + 512)
    try renderer.run(self, steps.indices)
    return MustacheResult(octets: renderer.octets, gaps: renderer.gaps)
  }
}

/// Walks the steps of a template and of what it includes.
struct MustacheRenderer {
  /// Blocks given to a parent: the steps between its tags.
  private struct Arguments {
    let template: Mustache
    let range: Range<Int>
  }

  private let source: any MustacheSource
  private var context: MustacheContext
  private var output: MustacheOutput
  private var arguments: [Arguments] = []
  private var includes = 0
  private var levels = 0
  /// Where the address that is being written begins.
  private var addressStart = 0
  private var work = 0
  private(set) var gaps: [MustacheGap] = []

  var octets: [UInt8] { output.octets }

  init(_ values: [JSON], _ source: any MustacheSource, capacity: Int) {
    self.source = source
    context = MustacheContext(values)
    output = MustacheOutput(capacity: capacity)
  }

  /// Calls itself for sections and includes, `MustacheLimits.levels` deep at most.
  mutating func run(_ template: Mustache, _ range: Range<Int>) throws(MustacheFailure) {
    levels += 1
    guard levels <= MustacheLimits.levels else { throw .tooDeep(template: template.name) }
    var at = range.lowerBound
    while at < range.upperBound {
      let step = template.steps[at]
      at += 1
      work += 1
      switch step {
      case .text(let range): output.text(template.octets[range])
      case .value(let variable, let form): try value(template, variable, form)
      case .beginAddress: beginAddress()
      case .endAddress(let variable): endAddress(template, variable)
      case .section(let variable, let end):
        try section(template, template.variables[variable].path, at..<end)
        at = end
      case .inverted(let variable, let end):
        let value = context.value(template.variables[variable].path, source, &work)
        if !(value?.isTruthy ?? false) { try run(template, at..<end) }
        at = end
      case .partial(let reference, let place):
        try include(template, reference, place, nil)
      case .parent(let reference, let place, let end):
        try include(template, reference, place, at..<end)
        at = end
      case .block(let name, let place, let end):
        try block(template, name, place, at..<end)
        at = end
      }
      try check(template)
    }
    levels -= 1
  }

  private func check(_ template: Mustache) throws(MustacheFailure) {
    guard !output.isFull else { throw .outputTooLarge(template: template.name) }
    guard work <= MustacheLimits.work else { throw .tooMuchWork(template: template.name) }
  }

  private mutating func section(
    _ template: Mustache, _ path: MustachePath, _ range: Range<Int>
  ) throws(MustacheFailure) {
    guard let value = context.value(path, source, &work), value.isTruthy else { return }
    guard case .array(let elements) = value else {
      context.push(value)
      try run(template, range)
      context.pop()
      return
    }
    for element in elements {
      // A section may be empty: it must cost something all the same.
      work += 1
      try check(template)
      context.push(element)
      try run(template, range)
      context.pop()
    }
  }
}

extension MustacheRenderer {
  private mutating func value(
    _ template: Mustache, _ variable: Int, _ form: MustacheForm
  ) throws(MustacheFailure) {
    let variable = template.variables[variable]
    output.beginInLine()
    if let name = variable.path.message {
      try message(template, variable, name, form)
      return
    }
    guard let value = context.value(variable.path, source, &work) else {
      note(.missing, template, variable)
      return
    }
    switch value {
    case .null: return
    case .bool(let value): write(value ? "true" : "false", form)
    case .number(let number): write(number.text, form)
    case .string(let text): write(text, form)
    case .array, .object: note(.noText, template, variable)
    }
  }

  private mutating func write(_ text: String, _ form: MustacheForm) {
    work += text.utf8.count >> 6
    output.value(text, form)
  }

  private mutating func beginAddress() {
    output.beginInLine()
    addressStart = output.octets.count
  }

  /// Sections and blocks never hold one end of an address alone, and no address holds another.
  private mutating func endAddress(_ template: Mustache, _ variable: Int) {
    let address = output.text(from: addressStart)
    work += address.utf8.count >> 6
    guard !HTMLAddress.isHarmless(address) else { return }
    output.cut(to: addressStart)
    note(.address, template, template.variables[variable])
  }

  /// The message is rendered as plain text first: its own values are escaped with it, once.
  private mutating func message(
    _ template: Mustache, _ variable: Mustache.Variable, _ name: String, _ form: MustacheForm
  ) throws(MustacheFailure) {
    work += MustacheLimits.formatting
    guard let message = source.message(name, in: context) else {
      note(.missing, template, variable)
      return
    }
    let start = output.octets.count
    let (indentation, given) = (output.indentation, arguments)
    (output.indentation, arguments) = ([], [])
    try enter(template) { (renderer) throws(MustacheFailure) in
      try renderer.run(message, message.steps.indices)
    }
    (output.indentation, arguments) = (indentation, given)
    output.startsLine = false
    if form == .html { output.escape(from: start) }
  }

  private mutating func note(
    _ kind: MustacheGap.Kind, _ template: Mustache, _ variable: Mustache.Variable
  ) {
    note(kind, template, variable.line, variable.path.text)
  }

  private mutating func note(
    _ kind: MustacheGap.Kind, _ template: Mustache, _ line: Int, _ name: String
  ) {
    guard gaps.count < MustacheLimits.gaps else { return }
    let gap = MustacheGap(kind: kind, template: template.name, line: line, name: name)
    if !gaps.contains(gap) { gaps.append(gap) }
  }
}

extension MustacheRenderer {
  private mutating func enter(
    _ template: Mustache, _ body: (inout MustacheRenderer) throws(MustacheFailure) -> Void
  ) throws(MustacheFailure) {
    includes += 1
    guard includes <= MustacheLimits.includes else {
      throw .tooManyIncludes(template: template.name)
    }
    try body(&self)
    includes -= 1
  }

  private mutating func include(
    _ template: Mustache, _ reference: Int, _ place: MustachePlace, _ given: Range<Int>?
  ) throws(MustacheFailure) {
    let reference = template.references[reference]
    guard let partial = source.partial(reference.name) else {
      if !place.isStandalone { output.beginInLine() }
      note(.partial, template, reference.line, reference.name)
      return
    }
    let outer = output.indentation
    if place.isStandalone {
      output.indentation += template.octets[place.indentation]
      output.startsLine = true
    } else {
      output.beginInLine()
      output.indentation = []
    }
    if let given { arguments.append(Arguments(template: template, range: given)) }
    try enter(template) { (renderer) throws(MustacheFailure) in
      try renderer.run(partial, partial.steps.indices)
    }
    if given != nil { arguments.removeLast() }
    output.indentation = outer
  }

  private mutating func block(
    _ template: Mustache, _ name: Int, _ place: MustachePlace, _ content: Range<Int>
  ) throws(MustacheFailure) {
    guard let given = argument(template.names[name]) else {
      try run(template, content)
      return
    }
    let outer = output.indentation
    output.indentation += template.octets[place.indentation]
    if place.isStandalone { output.startsLine = true }
    try enter(template) { (renderer) throws(MustacheFailure) in
      try renderer.run(given.template, given.range)
    }
    output.indentation = outer
  }

  /// What the outermost caller gave counts.
  private mutating func argument(_ name: String) -> Arguments? {
    for given in arguments {
      var at = given.range.lowerBound
      while at < given.range.upperBound {
        guard case .block(let other, _, let end) = given.template.steps[at] else { break }
        work += 1
        if sameOctets(given.template.names[other], name) {
          return Arguments(template: given.template, range: at + 1..<end)
        }
        at = end
      }
    }
    return nil
  }
}

extension JSON {
  /// As in the languages of the hosts: null, false, an empty text, an empty list and zero are not.
  var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number(let number):
      number.text.utf8.prefix { $0 | 0x20 != UInt8(ascii: "e") }
        .contains { $0 &- UInt8(ascii: "1") < 9 }
    case .string(let text): !text.isEmpty
    case .array(let elements): !elements.isEmpty
    case .object: true
    }
  }
}
