// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What a text takes as SMS, as JSON.
package enum SMSEstimateDocument {
  /// The options of a call, over those of an engine.
  package static func rules(
    _ text: String?, over rules: SMSRules
  ) throws(InvalidValue) -> SMSRules {
    guard let text else { return rules }
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .data)
    } catch {
      throw InvalidValue("options", error)
    }
    let reader = try ObjectReader(
      value, at: "options", members: ["transliterate", "max_parts", "too_long"])
    let parts = try reader.integer("max_parts", in: 1...Int64(SMSRules.protocolParts))
    return try SMSRules(
      transliterates: reader.flag("transliterate") ?? rules.transliterates,
      maxParts: parts.map(Int.init) ?? rules.maxParts,
      tooLong: reader.choice("too_long") ?? rules.tooLong, field: "options.max_parts")
  }

  /// `phone` and `prices` are there when the cost is asked for, and known.
  package static func write(
    _ estimate: SMSEstimate, phone: PhoneNumber?, prices: PriceList?
  ) -> String {
    let measure = estimate.text.measure
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.member("text", estimate.text.text)
    writer.member("encoding", measure.encoding.rawValue)
    writer.member("units", Int64(measure.units))
    writer.member("parts", Int64(measure.parts))
    write(measure.culprit, to: &writer)
    writer.text("refused", estimate.refusal)
    let cost = phone.flatMap { prices?.price(of: $0, parts: measure.parts) }
    writer.text("cost", cost.map(Amount.text))
    writer.text("currency", prices?.currency)
    writer.endObject()
    return writer.text
  }

  private static func write(_ culprit: SMSCulprit?, to writer: inout JSONWriter) {
    guard let culprit else { return writer.text("culprit", nil) }
    writer.beginObject("culprit")
    writer.member("character", String(culprit.character))
    writer.member("code_point", culprit.codePoint)
    writer.member("position", Int64(culprit.position))
    writer.endObject()
  }
}
