// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A policy as JSON. What it leaves out is the built-in policy's.
package struct PolicyDocument: Sendable {
  /// Compact JSON, the same for the same policy: what is archived.
  package let text: String
  package let policy: Policy
  private static let members = [
    "version", "categories", "rules", "ladders", "audiences", "roles", "channels", "caps",
    "flood", "prices",
  ]

  package static func read(_ text: String) throws(InvalidPolicy) -> PolicyDocument {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .document)
    } catch {
      throw InvalidPolicy([.init(InvalidValue("policy", error, limits: .document))])
    }
    return try PolicyDocument(value)
  }

  /// Everything that is wrong is found in one reading.
  package init(_ value: JSON) throws(InvalidPolicy) {
    let list = FaultList()
    guard let reader = TolerantObject(value, at: "policy", members: Self.members, list) else {
      throw InvalidPolicy(list.faults)
    }
    _ = reader.integer("version", in: 1...1)
    let parts = PolicyParts(reader)
    switch Result(catching: { () throws(InvalidPolicy) in try parts.policy() }) {
    case .success(let policy):
      guard list.faults.isEmpty else { throw InvalidPolicy(list.faults) }
      self.policy = policy
      text = PolicyText.write(policy)
    case .failure(let contradictions):
      throw InvalidPolicy(list.faults + contradictions.faults.map(Self.inDocument))
    }
  }

  private static func inDocument(_ fault: InvalidPolicy.Fault) -> InvalidPolicy.Fault {
    InvalidPolicy.Fault(
      InvalidValue("policy.\(fault.value.field)", fault.value.problem), hint: fault.hint)
  }
}
