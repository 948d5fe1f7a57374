// SPDX-License-Identifier: MIT

/// One event of a `text/event-stream` (HTML Living Standard, 9.2). Id, type and retry are checked
/// by whoever accepts them: a line end in one would begin a field of the sender's choice.
package enum ServerSentEvent {
  /// A line the reader ignores, by which it knows that the stream is alive.
  package static let heartbeat: [UInt8] = Array(":\n".utf8)

  package static func frame(
    id: String, type: String?, retry: String?, data: String
  ) -> [UInt8] {
    var octets: [UInt8] = []
    octets.reserveCapacity(data.utf8.count + id.utf8.count + 64)
    append("id: ", id, to: &octets)
    if let type { append("event: ", type, to: &octets) }
    if let retry { append("retry: ", retry, to: &octets) }
    appendData(data, to: &octets)
    octets.append(UInt8(ascii: "\n"))
    return octets
  }

  private static func append(_ field: StaticString, _ value: String, to octets: inout [UInt8]) {
    octets += field.description.utf8
    octets += value.utf8
    octets.append(UInt8(ascii: "\n"))
  }

  /// Each of the three line ends the reader knows (CR LF, CR, LF) begins a field of its own, and
  /// arrives as LF.
  private static func appendData(_ data: String, to octets: inout [UInt8]) {
    octets += "data: ".utf8
    var isAfterReturn = false
    for octet in data.utf8 {
      switch octet {
      case 0x0A where isAfterReturn: isAfterReturn = false
      case 0x0A, 0x0D:
        octets += "\ndata: ".utf8
        isAfterReturn = octet == 0x0D
      default:
        octets.append(octet)
        isAfterReturn = false
      }
    }
    octets.append(UInt8(ascii: "\n"))
  }
}
