// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// What is to be said of a policy document before it is in force anywhere.
package enum PolicyReport {
  package static func write(_ text: String) -> String {
    switch Result(catching: { () throws(InvalidPolicy) in try PolicyDocument.read(text) }) {
    case .success(let document): write(document.policy, [])
    case .failure(let invalid): write(nil, invalid.faults)
    }
  }

  private static func write(_ policy: Policy?, _ faults: [InvalidPolicy.Fault]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.member("valid", policy != nil)
    writer.beginArray("errors")
    for fault in faults { writer.rawElement(text(fault)) }
    writer.endArray()
    PolicyTableDocument.members(of: policy, to: &writer)
    writer.endObject()
    return writer.text
  }

  private static func text(_ fault: InvalidPolicy.Fault) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("path", fault.value.field)
    writer.member("message", fault.value.reason)
    writer.text("hint", fault.hint.isEmpty ? nil : fault.hint)
    writer.endObject()
    return writer.text
  }
}
