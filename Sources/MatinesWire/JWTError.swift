// SPDX-License-Identifier: MIT

/// Why a token is refused; it never repeats the token.
package enum JWTError: String, Error, CustomStringConvertible {
  case form = "token is not a compact JWT"
  case tooLong = "token longer than 8 KiB"
  case header = "token with an unreadable header"
  case algorithm = "token with an algorithm that is not allowed"
  case critical = "token with critical extensions"
  case embeddedKey = "token that carries its own key"
  case signature = "token with a wrong signature"
  case claims = "token with unreadable claims"
  case expiryMissing = "token without an expiry"
  case time = "token with a time that is not a number"
  case expired = "token has expired"
  case tooLongLived = "token with a life longer than allowed"
  case notYetValid = "token is not valid yet"

  package var description: String { rawValue }
}
