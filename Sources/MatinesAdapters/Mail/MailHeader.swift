// SPDX-License-Identifier: MIT
import MatinesDomain

/// One header field of a message, folded (RFC 5322, 2.2.3). Its names are ours alone: no template
/// and no host sets a field by name.
struct MailHeader: Sendable {
  enum Name: String, CaseIterable {
    case date = "Date"
    case messageID = "Message-ID"
    case from = "From"
    case to = "To"
    case subject = "Subject"
    case autoSubmitted = "Auto-Submitted"
    case language = "Content-Language"
    case unsubscribe = "List-Unsubscribe"
    case unsubscribePost = "List-Unsubscribe-Post"
    case version = "MIME-Version"
    case type = "Content-Type"
    case encoding = "Content-Transfer-Encoding"
  }

  private static let lineLimit = 76
  /// The field with its final line end.
  let text: String

  /// A value made of our own constants and checked values.
  init(_ name: Name, fixed value: String) { text = "\(name.rawValue): \(value)\r\n" }

  /// Free text. Controls are refused, not cleaned: whoever sent them meant something else.
  init(_ name: Name, text value: String) throws(InvalidValue) {
    try Self.refuseControls(value, field: name.rawValue.lowercased())
    let label = "\(name.rawValue): "
    let body =
      Self.isPlain(value)
      ? Self.fold(value, used: label.utf8.count) : nil
    text = label + (body ?? EncodedWords.encode(value, used: label.utf8.count)) + "\r\n"
  }

  /// `Name <address>`, or the address alone.
  init(_ name: Name, address: EmailAddress, display: String?) throws(InvalidValue) {
    guard let display, !display.isEmpty else {
      self.init(name, fixed: address.text)
      return
    }
    try Self.refuseControls(display, field: "mailer.from_name")
    let label = "\(name.rawValue): "
    let phrase =
      Self.isPhrase(display) ? display : EncodedWords.encode(display, used: label.utf8.count)
    self.init(name, fixed: "\(phrase)\r\n <\(address.text)>")
  }

  private static func refuseControls(_ value: String, field: String) throws(InvalidValue) {
    guard value.unicodeScalars.allSatisfy({ $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
    else {
      throw InvalidValue(field, .malformed("contains a control character"))
    }
  }

  /// ASCII that means itself: no encoded word, no space that folding could lose.
  private static func isPlain(_ value: String) -> Bool {
    var last = UInt8(ascii: " ")
    for octet in value.utf8 {
      guard (0x20..<0x7F).contains(octet), (last, octet) != (0x20, 0x20),
        (last, octet) != (UInt8(ascii: "="), UInt8(ascii: "?"))
      else { return false }
      last = octet
    }
    return last != 0x20 || value.isEmpty
  }

  /// Atoms and spaces (RFC 5322, 3.2.5), short enough for one line.
  private static func isPhrase(_ value: String) -> Bool {
    isPlain(value) && value.utf8.count <= 60
      && value.utf8.allSatisfy { PlainText.isNameOctet($0) && $0 != 0x2E || $0 == 0x20 }
  }

  /// Lines broken before spaces; nil when a word is longer than a line.
  private static func fold(_ value: String, used: Int) -> String? {
    var folded = ""
    var length = used
    for word in value.split(separator: " ") {
      let isFirst = folded.isEmpty
      if length + word.utf8.count + 1 > lineLimit, !isFirst {
        folded += "\r\n"
        length = 0
      }
      if !isFirst {
        folded += " "
        length += 1
      }
      folded += word
      length += word.utf8.count
      guard length <= lineLimit else { return nil }
    }
    return folded
  }
}
