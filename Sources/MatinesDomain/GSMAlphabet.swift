// SPDX-License-Identifier: MIT

/// The characters of a 7-bit text message: 3GPP TS 23.038, 6.2.1, and its extension table, 6.2.1.1.
package enum GSMAlphabet {
  /// The code before one of the extension table; it stands for no character of its own.
  package static let escape = 0x1B

  /// By their codes, from 0 to 127; nothing is at the escape's.
  package static let characters: [Unicode.Scalar?] = letters.unicodeScalars.enumerated().map {
    $0.offset == escape ? nil : $0.element
  }

  /// By their codes behind the escape.
  package static let extensions: [(code: Int, character: Unicode.Scalar)] = [
    (0x0A, "\u{0C}"), (0x14, "^"), (0x28, "{"), (0x29, "}"), (0x2F, "\\"), (0x3C, "["),
    (0x3D, "~"), (0x3E, "]"), (0x40, "|"), (0x65, euro),
  ]

  private static let letters =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u{1B}ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
  private static let euro: Unicode.Scalar = "€"

  /// Up to the last of Greek; only the euro sign lies beyond.
  private static let costs: [UInt8] = {
    var costs = [UInt8](repeating: 0, count: 0x400)
    for case let character? in characters { costs[Int(character.value)] = 1 }
    for (_, character) in extensions where character != euro { costs[Int(character.value)] = 2 }
    return costs
  }()

  /// What a character takes: one septet, or two by the extension table; 0 when it is in neither.
  package static func septets(_ character: Unicode.Scalar) -> Int {
    let value = Int(character.value)
    if value < costs.count { return Int(costs[value]) }
    return character == euro ? 2 : 0
  }

  package static func holds(_ text: some Sequence<Unicode.Scalar>) -> Bool {
    text.allSatisfy { septets($0) > 0 }
  }
}
