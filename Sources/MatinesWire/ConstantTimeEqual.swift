// SPDX-License-Identifier: MIT

/// Compares secrets in a time that depends on their length only, which is not a secret.
@inline(never)
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
  guard left.count == right.count else { return false }
  var difference: UInt8 = 0
  for (a, b) in zip(left, right) { difference |= a ^ b }
  return difference == 0
}
