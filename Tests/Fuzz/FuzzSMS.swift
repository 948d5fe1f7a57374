// SPDX-License-Identifier: MIT

/// Whatever the text: its parts are the text again, as many as were counted, none over its limit;
/// and what is cut or put into the 7-bit alphabet is within the rules.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSMS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = UnsafeBufferPointer(start: start, count: count)
  let text = String(decoding: octets, as: UTF8.self)
  split(text)
  guard let written = try? SMSText(text) else { return 0 }
  precondition(!written.text.isEmpty && written.measure == SMSMeasure(written.text))
  precondition(
    written.text.unicodeScalars.allSatisfy {
      $0 == "\n" || $0.properties.generalCategory != .control
    }, "a control character")
  fit(text, parts: 1 + count % 9)
  return 0
}

private func split(_ text: String) {
  let measure = SMSMeasure(text)
  let parts = SMSMeasure.split(text)
  precondition(Array(parts.joined().utf8) == Array(text.utf8), "the parts are not the text")
  precondition(parts.count == measure.parts, "counted otherwise than cut")
  precondition(measure.encoding == .gsm7 || measure.culprit != nil, "nobody is to blame")
  let limit = parts.count == 1 ? measure.encoding.single : measure.encoding.part
  var all = 0
  for part in parts {
    let units = part.unicodeScalars.reduce(0) { $0 + measure.encoding.units($1) }
    precondition((1...limit).contains(units), "a part over its limit")
    all += units
  }
  precondition(all == measure.units, "units")
  // The reference: as few parts as pairs allow, and no more than that.
  precondition(measure.units <= measure.encoding.single ? parts.count <= 1 : parts.count > 1)
  precondition(measure.parts <= measure.units / (measure.encoding.part - 1) + 1, "too many parts")
}

private func fit(_ text: String, parts: Int) {
  for transliterates in [false, true] {
    guard
      let rules = try? SMSRules(
        transliterates: transliterates, maxParts: parts, tooLong: .cut),
      let written = try? rules.written(text, plain: { $0.utf8.count > 2 ? "?" : $0 })
    else { continue }
    if transliterates, written.text != text, written.measure.culprit != nil {
      precondition((try? SMSText(text)) == written, "changed, and not into the alphabet")
    }
    guard let limited = try? rules.limited(written) else { continue }
    precondition(limited.measure.parts <= parts, "cut, and still too long")
    precondition((try? rules.limited(limited)) == limited, "not the same again")
  }
}
