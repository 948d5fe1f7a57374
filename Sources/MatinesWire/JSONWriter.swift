// SPDX-License-Identifier: MIT

/// Writes compact JSON, value after value.
///
/// What it answers is always one valid document: a call that does not fit its place (a member in
/// an array, an end without a beginning, a second document) leaves the text as it is, and what
/// was left open is closed. Only `raw` relies on its caller, who has checked that text; so do
/// the names, which the writer does not compare.
package struct JSONWriter: Sendable {
  private var written: [UInt8] = []
  private var closers: [UInt8] = []
  private var needsComma = false
  private static let brace = UInt8(ascii: "}")
  private static let bracket = UInt8(ascii: "]")

  package init(capacity: Int = 256) {
    written.reserveCapacity(capacity)
  }

  /// The document so far, with everything open closed; `null` when nothing was written.
  package var text: String { String(decoding: octets, as: UTF8.self) }

  /// The same as it is written, for who needs no text: UTF-8 without a NUL.
  package var octets: [UInt8] {
    guard !written.isEmpty else { return Array("null".utf8) }
    return closers.isEmpty ? written : written + closers.reversed()
  }

  package mutating func beginObject() { open(Self.brace) }

  package mutating func beginArray() { open(Self.bracket) }

  package mutating func beginObject(_ key: String) {
    if name(key) { opened(Self.brace) }
  }

  package mutating func beginArray(_ key: String) {
    if name(key) { opened(Self.bracket) }
  }

  package mutating func endObject() { close(Self.brace) }

  package mutating func endArray() { close(Self.bracket) }

  package mutating func member(_ key: String, _ value: String) {
    if name(key) { quote(value) }
  }

  package mutating func member(_ key: String, _ value: Int64) {
    if name(key) { append(value) }
  }

  package mutating func member(_ key: String, _ value: Bool) {
    if name(key) { append(value ? "true" : "false") }
  }

  package mutating func member(_ key: String, _ value: JSON) {
    if name(key) { append(value) }
  }

  package mutating func member(_ key: String, orNull value: String?) {
    if let value { member(key, value) } else { null(key) }
  }

  package mutating func null(_ key: String) {
    if name(key) { append("null") }
  }

  /// `text` is one valid JSON value: it came from `JSONMembers`, or passed `JSON.check`.
  package mutating func raw(_ key: String, _ text: some StringProtocol) {
    if name(key) { append(text) }
  }

  package mutating func element(_ value: String) {
    if place() { quote(value) }
  }

  package mutating func element(_ value: Int64) {
    if place() { append(value) }
  }

  /// An element as it was written, under the same promise as `raw(_:_:)`.
  package mutating func rawElement(_ text: some StringProtocol) {
    if place() { append(text) }
  }

  /// A value in an array, or the whole document.
  package mutating func value(_ value: JSON) {
    if place() { append(value) }
  }
}

extension JSONWriter {
  private mutating func open(_ closer: UInt8) {
    if place() { opened(closer) }
  }

  private mutating func opened(_ closer: UInt8) {
    // In ASCII each opening character stands two before its closing one.
    written.append(closer - 2)
    closers.append(closer)
    needsComma = false
  }

  private mutating func close(_ closer: UInt8) {
    guard closers.last == closer else { return }
    closers.removeLast()
    written.append(closer)
    needsComma = true
  }

  /// Makes room for a value without a name; false when none may stand here.
  private mutating func place() -> Bool {
    guard closers.last == Self.bracket || written.isEmpty else { return false }
    separate()
    return true
  }

  private mutating func name(_ key: String) -> Bool {
    guard closers.last == Self.brace else { return false }
    separate()
    quote(key)
    written.append(UInt8(ascii: ":"))
    return true
  }

  private mutating func separate() {
    if needsComma { written.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// As deep as the value: `JSON.parse` bounds that.
  private mutating func append(_ value: JSON) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .number(let number): append(number.text)
    case .string(let text): quote(text)
    case .array(let elements):
      opened(Self.bracket)
      for element in elements { self.value(element) }
      close(Self.bracket)
    case .object(let object):
      opened(Self.brace)
      for member in object.members { self.member(member.key, member.value) }
      close(Self.brace)
    }
  }

  private mutating func quote(_ text: String) {
    written.append(UInt8(ascii: "\""))
    JSONQuoting.append(text, to: &written)
    written.append(UInt8(ascii: "\""))
  }

  private mutating func append(_ text: some StringProtocol) {
    written.append(contentsOf: text.utf8)
  }

  private mutating func append(_ value: Int64) {
    if value < 0 { written.append(UInt8(ascii: "-")) }
    var (first, left) = (written.count, value.magnitude)
    repeat {
      written.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: left % 10))
      left /= 10
    } while left > 0
    // The last digit came first.
    var last = written.count - 1
    while first < last {
      written.swapAt(first, last)
      (first, last) = (first + 1, last - 1)
    }
  }
}
