// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain
import MatinesWire

@c @implementation
public func matines_policy_check(
  _ policy_json: UnsafePointer<CChar>?,
  _ report_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  report_json?.pointee = nil
  return boundary {
    let output = try required(report_json, "report_json")
    try give(PolicyReport.write(policyText(policy_json)), to: output)
  }
}

@c @implementation
public func matines_policy_load(
  _ engine: OpaquePointer?, _ policy_json: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let text = try policyText(policy_json)
    let document: PolicyDocument
    do throws(InvalidPolicy) {
      document = try PolicyDocument.read(text)
    } catch {
      throw OpenFailure.configuration(error.summary)
    }
    try engine.assembly.policies.change(to: document)
  }
}

@c @implementation
public func matines_policy_show(
  _ engine: OpaquePointer?, _ policy_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  policy_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(policy_json, "policy_json")
    try give(PolicyTableDocument.write(engine.policies.current().policy), to: output)
  }
}

private func policyText(_ policy_json: UnsafePointer<CChar>?) throws -> String {
  try text(policy_json, "policy_json", limit: JSONLimits.document.octets)
}
