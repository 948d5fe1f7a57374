// SPDX-License-Identifier: MIT

/// Where in HTML the text of a template stands, so that a value is escaped for its place.
///
/// Escaped octets are safe in text and between quotes. They are not in a script, in a style, in a
/// tag, or as an attribute without quotes: there a template is refused, unless it says `{{{raw}}}`.
/// Only the template's own text is read, from its top to its end.
struct MustacheHTMLPlace {
  private enum State: Equatable {
    case text
    case less
    case tag
    case attribute
    case afterAttribute
    case equals
    case quoted(UInt8)
    case unquoted
    case declaration
    case comment
    case script
  }

  private var state = State.text
  private var element: [UInt8] = []
  private var attribute: [UInt8] = []
  /// The octets of a declaration, and the last ones of a comment or a script.
  private var run: [UInt8] = []
  private var nameEnded = false

  /// Between the quotes of an attribute that takes an address.
  private(set) var isInAddress = false

  /// Nothing that is opened here was left open: what follows reads on as text. A last `<` opens
  /// nothing yet.
  var isText: Bool {
    switch state {
    case .text, .less, .comment, .declaration: true
    default: false
    }
  }

  func isSamePlace(as other: MustacheHTMLPlace) -> Bool { state == other.state }

  /// Why `what`, such as an escaped value, may not stand here.
  func refusal(of what: String) -> String? {
    switch state {
    case .text, .comment, .declaration: nil
    case .quoted: isScripted ? within(what) : nil
    case .equals, .unquoted: "\(what) as an attribute needs quotes around it"
    case .less, .tag, .attribute, .afterAttribute: "\(what) may not be part of a tag"
    case .script:
      "\(what) may not stand in <\(String(decoding: element, as: UTF8.self))>"
    }
  }

  /// The same for what brings text of its own, which is judged by no address. The specification has
  /// a partial right behind a `<`, which opens nothing yet.
  func refusal(ofInclusion what: String) -> String? {
    if case .less = state { return nil }
    return isInAddress ? within(what) : refusal(of: what)
  }

  private func within(_ what: String) -> String {
    "\(what) may not stand in the attribute \(name)"
  }

  private var name: String { String(decoding: attribute, as: UTF8.self) }

  private var isScripted: Bool {
    let name = name
    return name == "style" || name == "srcdoc" || name.hasPrefix("on")
  }

  private static let addresses: Set = [
    "action", "background", "cite", "data", "formaction", "href", "poster", "src", "xlink:href",
  ]
  private static let scripts: Set = ["script", "style"]

  /// A value was written here, whatever it will be.
  mutating func readValue() {
    if case .equals = state { state = .unquoted }
  }

  mutating func read(_ octet: UInt8) {
    switch state {
    case .text:
      if octet == UInt8(ascii: "<") { state = .less }
    case .less: afterLess(octet)
    case .declaration:
      run.append(octet)
      if run.starts(with: Array("--".utf8)) {
        (state, run) = (.comment, [])
      } else if octet == UInt8(ascii: ">") {
        state = .text
      }
    case .comment:
      run = run.suffix(2) + [octet]
      if run.elementsEqual(Array("-->".utf8)) { state = .text }
    case .script: readScript(octet)
    case .quoted(let quote):
      if octet == quote { (state, isInAddress) = (.tag, false) }
    case .tag, .attribute, .afterAttribute, .equals, .unquoted: readTag(octet)
    }
  }

  private mutating func afterLess(_ octet: UInt8) {
    run = []
    if octet == UInt8(ascii: "!") || octet == UInt8(ascii: "?") {
      state = .declaration
    } else if octet == UInt8(ascii: "/") || Self.isLetter(octet) {
      (state, element, nameEnded) = (.tag, [octet | 0x20], false)
    } else if octet != UInt8(ascii: "<") {
      state = .text
    }
  }

  private mutating func readTag(_ octet: UInt8) {
    if octet == UInt8(ascii: ">") {
      state = Self.scripts.contains(String(decoding: element, as: UTF8.self)) ? .script : .text
      run = []
      return
    }
    let isSpace = MustacheText.isSpace(octet)
    switch state {
    case .tag where !nameEnded:
      nameEnded = isSpace || octet == UInt8(ascii: "/")
      if !nameEnded { element.append(octet | 0x20) }
    case .tag, .afterAttribute:
      if octet == UInt8(ascii: "="), case .afterAttribute = state {
        state = .equals
      } else if !isSpace, octet != UInt8(ascii: "/") {
        (state, attribute) = (.attribute, [octet | 0x20])
      }
    case .attribute:
      if octet == UInt8(ascii: "=") {
        state = .equals
      } else if isSpace {
        state = .afterAttribute
      } else {
        attribute.append(octet == UInt8(ascii: ":") ? octet : octet | 0x20)
      }
    case .equals: beginValue(octet, isSpace)
    default:
      if isSpace { state = .tag }
    }
  }

  private mutating func beginValue(_ octet: UInt8, _ isSpace: Bool) {
    if octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'") {
      state = .quoted(octet)
      isInAddress = Self.addresses.contains(name)
    } else if !isSpace {
      state = .unquoted
    }
  }

  /// Until the closing tag of the same element.
  private mutating func readScript(_ octet: UInt8) {
    let end = Array("</".utf8) + element
    run = run.suffix(end.count - 1) + [octet | (Self.isLetter(octet) ? 0x20 : 0)]
    if run.elementsEqual(end) { (state, element, nameEnded) = (.tag, [UInt8(ascii: "/")], true) }
  }

  private static func isLetter(_ octet: UInt8) -> Bool {
    (octet | 0x20) &- UInt8(ascii: "a") < 26
  }
}
