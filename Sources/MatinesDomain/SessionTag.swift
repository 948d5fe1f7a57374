// SPDX-License-Identifier: MIT

/// Which session of a person a tab belongs to: a keyed digest, never the session's own id.
package struct SessionTag: Hashable, Sendable {
  package let value: Int64

  package init(_ value: Int64) { self.value = value }
}
