// SPDX-License-Identifier: MIT

/// Makes steps of a source.
struct MustacheCompiler {
  private let source: [UInt8]
  private let escaping: Mustache.Escaping
  private var html = MustacheHTMLPlace()
  private var tokens: [MustacheToken] = []
  private var lines = MustacheLines()
  /// Texts are joined, but not with one on the other side of a tag that opened or closed.
  private var joinable = 0
  private var address: Address?

  private(set) var octets: [UInt8] = []
  private(set) var steps: [MustacheStep] = []
  private(set) var names: [String] = []
  private(set) var variables: [Mustache.Variable] = []
  private(set) var references: [Mustache.Reference] = []

  init(_ source: [UInt8], _ escaping: Mustache.Escaping) {
    self.source = source
    self.escaping = escaping
  }

  mutating func compile() throws(MustacheError) {
    tokens = try MustacheScanner.scan(source)
    try MustachePairs.match(&tokens, in: source)
    tokens = MustacheLayout.lay(tokens, of: source)
    try compile(tokens.indices)
    // What includes it reads on as text.
    guard escaping == .none || html.isText else {
      throw MustacheError("the text ends inside a tag", at: source.count, in: source)
    }
  }

  /// As deep as the sections, which are bounded.
  private mutating func compile(_ range: Range<Int>) throws(MustacheError) {
    var at = range.lowerBound
    while at < range.upperBound {
      let token = tokens[at]
      switch token.kind {
      case .text: text(token)
      case .value, .raw: try value(token)
      case .section, .inverted, .parent, .block: try opening(at)
      case .partial:
        try admit("a partial", token)
        steps.append(.partial(reference(token), place(token)))
      case .comment, .delimiters, .close: break
      }
      at = token.opens ? token.partner + 1 : at + 1
    }
  }

  private mutating func opening(_ at: Int) throws(MustacheError) {
    let token = tokens[at]
    let (outside, start) = (html, address?.start)
    beginAddress()
    let first = steps.count
    steps.append(.text(0..<0))
    let step: (Int) -> MustacheStep
    switch token.kind {
    case .section, .inverted:
      let variable = try variable(token, isSection: true)
      let isInverted = token.kind == .inverted
      step = { isInverted ? .inverted(variable, end: $0) : .section(variable, end: $0) }
    case .parent:
      try admit("a parent", token)
      let (name, place) = (reference(token), place(token))
      step = { .parent(name, place, end: $0) }
    default:
      try admit("a block", token)
      let (name, place) = (self.name(token), place(token))
      step = { .block(name, place, end: $0) }
    }
    joinable = steps.count
    if token.kind == .parent {
      try arguments(at + 1..<token.partner)
    } else {
      try compile(at + 1..<token.partner)
    }
    steps[first] = step(steps.count)
    joinable = steps.count
    try close(token, outside, start)
  }

  /// Whether the section is shown, and whatever comes in the place of the block, the rest of the
  /// template stands where it was read.
  private func close(
    _ token: MustacheToken, _ outside: MustacheHTMLPlace, _ start: Int?
  ) throws(MustacheError) {
    guard escaping == .html else { return }
    guard address?.start == start else {
      throw fault("the quotes of an address may not be opened or closed in a section", token)
    }
    guard token.kind != .block || html.isSamePlace(as: outside) else {
      throw fault("a block must end at the place in HTML where it begins", token)
    }
  }

  private mutating func arguments(_ range: Range<Int>) throws(MustacheError) {
    var given: [Range<Int>] = []
    for at in range where tokens[at].kind == .block && tokens[at].isArgument {
      // Those of a parent further in belong to that one.
      guard given.last.map({ at > $0.upperBound }) ?? true else { continue }
      let name = source[tokens[at].name]
      guard !given.contains(where: { source[tokens[$0.lowerBound].name] == name }) else {
        throw fault("a block given twice", tokens[at])
      }
      given.append(at..<tokens[at].partner)
      try opening(at)
    }
  }

  private mutating func text(_ token: MustacheToken) {
    guard !token.isRemoved else { return }
    var rest = token.range
    for at in token.range {
      html.read(source[at])
      guard escaping == .html, html.isInAddress != (address != nil) else { continue }
      let end = html.isInAddress ? at + 1 : at
      append(rest.lowerBound..<end)
      rest = end..<rest.upperBound
      if html.isInAddress {
        address = Address(start: octets.count)
      } else {
        endAddress()
      }
    }
    append(rest)
  }

  private mutating func append(_ text: Range<Int>) {
    guard !text.isEmpty else { return }
    let start = octets.count
    octets += source[text]
    if steps.count > joinable, case .text(let last)? = steps.last, last.upperBound == start {
      steps[steps.count - 1] = .text(last.lowerBound..<octets.count)
    } else {
      steps.append(.text(start..<octets.count))
    }
  }

  private mutating func value(_ token: MustacheToken) throws(MustacheError) {
    let variable = try variable(token, isSection: false)
    defer { html.readValue() }
    beginAddress()
    guard escaping == .html, token.kind == .value else {
      steps.append(.value(variable, .plain))
      return
    }
    if let reason = html.refusal(of: "a value") { throw fault(reason, token) }
    if address?.variable == nil { address?.variable = variable }
    steps.append(.value(variable, .html))
  }
}

/// What is written between the quotes of an address is judged as a whole, since neither a value nor
/// the template's text alone says where it leads.
extension MustacheCompiler {
  private struct Address {
    /// Among the octets: where the text between the quotes begins.
    let start: Int
    var hasBegun = false
    /// The first escaped one: without any, the address is the template's own.
    var variable: Int?
  }

  /// To be called before a tag: addresses without any need no judgement.
  private mutating func beginAddress() {
    guard let start = address?.start, address?.hasBegun == false else { return }
    address?.hasBegun = true
    guard case .text(let last)? = steps.last, last.upperBound > start else {
      steps.append(.beginAddress)
      return
    }
    steps[steps.count - 1] = .text(last.lowerBound..<start)
    steps += [.beginAddress, .text(start..<last.upperBound)]
  }

  private mutating func endAddress() {
    if let variable = address?.variable { steps.append(.endAddress(variable)) }
    address = nil
  }

  private func admit(_ what: String, _ token: MustacheToken) throws(MustacheError) {
    guard escaping == .html else { return }
    if let reason = html.refusal(ofInclusion: what) { throw fault(reason, token) }
  }
}

extension MustacheCompiler {
  private mutating func variable(
    _ token: MustacheToken, isSection: Bool
  ) throws(MustacheError) -> Int {
    guard let path = MustachePath(String(decoding: source[token.name], as: UTF8.self)) else {
      throw fault("a name with an empty part", token)
    }
    variables.append(
      Mustache.Variable(
        path: path, line: lines.line(token.range.lowerBound, in: source),
        isRaw: token.kind == .raw, isSection: isSection))
    return variables.count - 1
  }

  private mutating func reference(_ token: MustacheToken) -> Int {
    references.append(
      Mustache.Reference(
        name: String(decoding: source[token.name], as: UTF8.self),
        line: lines.line(token.range.lowerBound, in: source),
        isParent: token.kind == .parent))
    return references.count - 1
  }

  private mutating func name(_ token: MustacheToken) -> Int {
    names.append(String(decoding: source[token.name], as: UTF8.self))
    return names.count - 1
  }

  private mutating func place(_ token: MustacheToken) -> MustachePlace {
    let start = octets.count
    octets += source[token.indentation]
    return MustachePlace(
      indentation: start..<octets.count, isStandalone: token.isStandalone)
  }

  private func fault(_ reason: String, _ token: MustacheToken) -> MustacheError {
    MustacheError(reason, at: token.range.lowerBound, in: source)
  }
}

extension MustacheToken {
  fileprivate var opens: Bool {
    switch kind {
    case .section, .inverted, .parent, .block: true
    default: false
    }
  }
}

/// Line numbers of places that only go forward.
private struct MustacheLines {
  private var at = 0
  private var line = 1

  mutating func line(_ offset: Int, in source: [UInt8]) -> Int {
    while at < offset {
      if source[at] == UInt8(ascii: "\n") { line += 1 }
      at += 1
    }
    return line
  }
}
