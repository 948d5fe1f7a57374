// SPDX-License-Identifier: MIT

/// The three times of a token, in seconds since 1970 (RFC 7519, section 4.1), fractions allowed.
struct JWTTimes {
  private static let leewaySeconds = 60.0

  private let expiry: Double
  private let starts: [Double]

  init(_ claims: JSONObject) throws(JWTError) {
    guard let expiry = claims["exp"] else { throw .expiryMissing }
    self.expiry = try Self.seconds(expiry)
    var starts: [Double] = []
    for name in ["nbf", "iat"] {
      if let value = claims[name] { starts.append(try Self.seconds(value)) }
    }
    self.starts = starts
  }

  func check(now milliseconds: Int64, longestLifeSeconds: Int64) throws(JWTError) {
    let now = Double(milliseconds) / 1_000
    guard expiry > now else { throw .expired }
    guard expiry <= now + Double(longestLifeSeconds) else { throw .tooLongLived }
    guard starts.allSatisfy({ $0 <= now + Self.leewaySeconds }) else { throw .notYetValid }
  }

  private static func seconds(_ value: JSON) throws(JWTError) -> Double {
    guard let seconds = value.asNumber?.double, seconds.isFinite, seconds >= 0 else {
      throw .time
    }
    return seconds
  }
}
