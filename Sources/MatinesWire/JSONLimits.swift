// SPDX-License-Identifier: MIT

/// How large a JSON document may be; members are counted over the whole document.
package struct JSONLimits: Sendable, Equatable {
  package let octets: Int
  package let depth: Int
  package let members: Int
  /// Length of one member name, unescaped.
  package let keyOctets: Int

  package init(octets: Int, depth: Int, members: Int, keyOctets: Int) {
    self.octets = octets
    self.depth = depth
    self.members = members
    self.keyOctets = keyOctets
  }

  /// What a host hands in with each call.
  package static let data = JSONLimits(octets: 65_536, depth: 32, members: 1_024, keyOctets: 256)

  /// Configuration and policy.
  package static let document = JSONLimits(
    octets: 1_048_576, depth: 32, members: 65_536, keyOctets: 256)
}

/// What may stand at the top of a document.
package enum JSONTop: Sendable {
  case object
  case any
}
