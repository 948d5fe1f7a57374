// SPDX-License-Identifier: MIT

/// What was rendered so far, with the indentation that lines of templates get here.
///
/// Lines of values are not indented: they are not the template's.
struct MustacheOutput {
  private(set) var octets: [UInt8] = []
  var indentation: [UInt8] = []
  /// The template's text stands at the beginning of a line that is not yet indented.
  var startsLine = true
  private(set) var isFull = false

  init(capacity: Int) {
    octets.reserveCapacity(capacity)
  }

  mutating func text(_ text: ArraySlice<UInt8>) {
    guard let last = text.last else { return }
    if indentation.isEmpty {
      append(text)
    } else {
      lines(text)
    }
    startsLine = last == UInt8(ascii: "\n")
  }

  /// An empty line stays empty.
  private mutating func lines(_ text: ArraySlice<UInt8>) {
    var rest = text
    while !rest.isEmpty {
      let isEmpty = rest.first == UInt8(ascii: "\n") || rest.first == UInt8(ascii: "\r")
      if startsLine, !isEmpty { append(indentation[...]) }
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      append(rest[..<end])
      startsLine = true
      rest = rest[end...]
    }
  }

  /// To be called before a value, or what has no line of its own.
  mutating func beginInLine() {
    if startsLine { append(indentation[...]) }
    startsLine = false
  }

  mutating func value(_ text: String, _ form: MustacheForm) {
    switch form {
    case .plain: append(text)
    case .html: HTMLEscaping.append(text.utf8.span, to: &octets)
    }
    check()
  }

  /// What was written since `start`, escaped.
  mutating func escape(from start: Int) {
    let plain = Array(octets[start...])
    octets.removeSubrange(start...)
    HTMLEscaping.append(plain.span, to: &octets)
    check()
  }

  func text(from start: Int) -> String { String(decoding: octets[start...], as: UTF8.self) }

  mutating func cut(to count: Int) { octets.removeSubrange(count...) }

  private mutating func append(_ text: ArraySlice<UInt8>) {
    guard text.count <= MustacheLimits.output - octets.count else {
      isFull = true
      return
    }
    octets.append(contentsOf: text)
  }

  private mutating func append(_ text: String) {
    guard text.utf8.count <= MustacheLimits.output - octets.count else {
      isFull = true
      return
    }
    octets.append(contentsOf: text.utf8)
  }

  private mutating func check() {
    if octets.count > MustacheLimits.output { isFull = true }
  }
}
