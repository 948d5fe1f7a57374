// SPDX-License-Identifier: MIT

extension Instant.Span {
  /// An ISO 8601 duration of weeks, days, hours, minutes and whole seconds: `PT20S`, `P1DT12H`.
  /// Years and months have no fixed length and are refused.
  package init(iso8601 text: String, field: String) throws(InvalidValue) {
    let refusal = InvalidValue(field, .malformed("not a duration such as PT20S, PT2M or P1D"))
    var octets = Array(text.utf8)[...]
    guard octets.popFirst() == UInt8(ascii: "P"), !octets.isEmpty else { throw refusal }
    var seconds: Int64 = 0
    var inTime = false
    var lastUnit = Int64.max
    while let next = octets.first {
      if next == UInt8(ascii: "T"), !inTime, octets.count > 1 {
        inTime = true
        octets.removeFirst()
        continue
      }
      guard let number = Self.number(&octets), let unit = octets.popFirst(),
        let length = Self.length(of: unit, inTime: inTime), length < lastUnit
      else { throw refusal }
      lastUnit = length
      let (product, tooLong) = number.multipliedReportingOverflow(by: length)
      let (sum, tooMuch) = seconds.addingReportingOverflow(product)
      guard !tooLong, !tooMuch, sum <= 366 * 86_400 * 10 else { throw refusal }
      seconds = sum
    }
    self = .seconds(seconds)
  }

  private static func number(_ octets: inout ArraySlice<UInt8>) -> Int64? {
    var value: Int64 = 0
    var digits = 0
    while let next = octets.first, next >= UInt8(ascii: "0"), next <= UInt8(ascii: "9") {
      guard digits < 10 else { return nil }
      value = value * 10 + Int64(next - UInt8(ascii: "0"))
      digits += 1
      octets.removeFirst()
    }
    return digits > 0 ? value : nil
  }

  private static func length(of unit: UInt8, inTime: Bool) -> Int64? {
    switch (unit, inTime) {
    case (UInt8(ascii: "W"), false): 604_800
    case (UInt8(ascii: "D"), false): 86_400
    case (UInt8(ascii: "H"), true): 3_600
    case (UInt8(ascii: "M"), true): 60
    case (UInt8(ascii: "S"), true): 1
    default: nil
    }
  }

  /// The same length in ISO 8601, in whole seconds, rounded down.
  package var iso8601: String {
    let total = milliseconds / 1000
    if total == 0 { return "PT0S" }
    let (days, hours) = (total / 86_400, total / 3_600 % 24)
    let (minutes, seconds) = (total / 60 % 60, total % 60)
    var text = "P"
    if days > 0 { text += "\(days)D" }
    if hours + minutes + seconds > 0 { text += "T" }
    if hours > 0 { text += "\(hours)H" }
    if minutes > 0 { text += "\(minutes)M" }
    if seconds > 0 { text += "\(seconds)S" }
    return text
  }
}
