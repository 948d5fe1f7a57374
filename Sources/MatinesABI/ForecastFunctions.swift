// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_simulate(
  _ engine: OpaquePointer?, _ event: UnsafePointer<CChar>?,
  _ event_json: UnsafePointer<CChar>?, _ locale: UnsafePointer<CChar>?,
  _ forecast_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  forecast_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(forecast_json, "forecast_json")
    let language = try optionalText(locale, "locale", limit: 64).map { try LanguageTag($0) }
    let text = try document(event_json, "event_json")
    let event =
      event == nil
      ? try EventDocument.named(text)
      : try EventDocument().event(identifier(event, "event"), id: nil, document: text)
    let forecast = try engine.simulate(event)
    try give(
      ForecastDocument.write(forecast, in: Sentences.Language(language ?? .french)), to: output)
  }
}

@c @implementation
public func matines_spending(
  _ engine: OpaquePointer?, _ limit: UInt32,
  _ spending_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  spending_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(spending_json, "spending_json")
    guard (1...1_000).contains(limit) else {
      throw InvalidValue("limit", .malformed("not from 1 to 1000"))
    }
    let lines = try engine.assembly.store.spending(limit: Int(limit))
    let currency = engine.policies.current().policy.prices?.currency
    try give(SpendingDocument.write(lines, currency: currency), to: output)
  }
}
