// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A policy, and each of its ladders as the brief's table.
package enum PolicyTableDocument {
  private static let columns: [ChannelName] = [.realtime, .webpush, .email, .sms]

  package static func write(_ policy: Policy) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    members(of: policy, to: &writer)
    writer.endObject()
    return writer.text
  }

  /// Null and nothing for a policy that cannot be.
  static func members(of policy: Policy?, to writer: inout JSONWriter) {
    guard let policy else {
      writer.null("policy")
      writer.beginArray("table")
      writer.endArray()
      return
    }
    writer.raw("policy", PolicyText.write(policy))
    writer.beginArray("table")
    for (name, ladder) in policy.ladders.sorted(by: { $0.key.text < $1.key.text }) {
      let category = Policy.Category(name: .general, ladder: name)
      let treatment = Policy.Treatment(category: category, ladder: ladder)
      for row in PolicyTable(treatment, channels: columns).rows {
        writer.rawElement(text(row, name))
      }
    }
    writer.endArray()
  }

  private static func text(_ row: PolicyTable.Row, _ ladder: LadderName) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("ladder", ladder.text)
    writer.member("context", row.context.rawValue)
    for channel in columns {
      writer.member(channel.text, (row.cells[channel] ?? .no).rawValue)
    }
    writer.endObject()
    return writer.text
  }
}
