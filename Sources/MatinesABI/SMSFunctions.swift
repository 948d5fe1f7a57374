// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_sms_estimate(
  _ engine: OpaquePointer?, _ phone: UnsafePointer<CChar>?, _ written: UnsafePointer<CChar>?,
  _ options_json: UnsafePointer<CChar>?,
  _ estimate_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  estimate_json?.pointee = nil
  return boundary {
    let (fitting, prices) = try fitting(of: engine)
    let output = try required(estimate_json, "estimate_json")
    let phone = try optionalText(phone, "phone", limit: 64).map { try PhoneNumber($0) }
    let written = try document(written, "text")
    let options = try optionalDocument(options_json, "options_json")
    let rules = try SMSEstimateDocument.rules(options, over: fitting.rules)
    let estimate = try fitting.following(rules).estimate(written)
    try give(SMSEstimateDocument.write(estimate, phone: phone, prices: prices), to: output)
  }
}

/// Without an engine by the library's usual rules, and without prices.
private func fitting(of handle: OpaquePointer?) throws -> (TextFitting, PriceList?) {
  var found: (TextFitting, PriceList?) = (TextFitting(.standard), nil)
  if handle != nil {
    try Handles.use(handle) { engine in
      found = (engine.assembly.fitting, engine.policies.current().policy.prices)
    }
  }
  return found
}
