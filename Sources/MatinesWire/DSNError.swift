// SPDX-License-Identifier: MIT

/// Why a DSN is refused; it never repeats any part of it.
package enum DSNError: String, Error, CustomStringConvertible {
  case tooLong = "DSN too long"
  case control = "control character in the DSN"
  case encoding = "DSN with escapes that are not UTF-8"
  case scheme = "DSN without a valid scheme"
  case host = "DSN without a valid host"
  case port = "DSN with a port that is not a number from 1 to 65535"
  case fragment = "DSN with a # sign: write %23"
  case pathSign = "DSN with an @ sign in its path: write / as %2F before it, or @ as %40"
  case path = "DSN without a path after its scheme"
  case slashes = "DSN of a scheme that takes a path, without //"
  case list = "DSN option that is a list"

  package var description: String { rawValue }
}
