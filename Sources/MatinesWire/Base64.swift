// SPDX-License-Identifier: MIT

/// RFC 4648, section 4, with padding; in lines for MIME (RFC 2045, section 6.8).
package enum Base64 {
  /// `lineLength` characters a line, CRLF between lines and none at the end; nil is one line.
  package static func encode(_ octets: [UInt8], lineLength: Int? = nil) -> String {
    let whole = Base64Alphabet.standard.encode(octets, padded: true)
    guard let lineLength, lineLength > 0, whole.utf8.count > lineLength else { return whole }
    var result = ""
    result.reserveCapacity(whole.utf8.count + whole.utf8.count / lineLength * 2)
    var rest = Substring(whole).utf8
    while !rest.isEmpty {
      if !result.isEmpty { result.append("\r\n") }
      result.append(contentsOf: Substring(rest.prefix(lineLength)))
      rest = rest.dropFirst(lineLength)
    }
    return result
  }
}
