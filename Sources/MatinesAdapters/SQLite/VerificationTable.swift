// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension SQLiteStore {
  package func start(
    _ verification: PhoneVerification, for user: UserID
  ) throws(StoreFailure) {
    try write { (connection) throws(StoreFailure) in
      guard try connection.person(user) != nil else { throw .unknownUser(user) }
      let mark = try connection.startMark(of: user)
      guard let next = PhoneVerification.nextStart(after: mark, now: verification.started) else {
        throw .tooManyStarts
      }
      try connection.write(verification, of: user, mark: next)
    }
  }

  package func judge(
    _ user: UserID, now: Instant, _ digest: (PhoneVerification) -> CodeDigest?
  ) throws(StoreFailure) -> PhoneVerification.Verdict {
    try write { (connection) throws(StoreFailure) in
      guard var running = try connection.verification(of: user) else {
        throw .notFound("verification")
      }
      guard let given = digest(running) else { throw .io("memory ran out") }
      let verdict = running.judge(given, now: now)
      switch verdict {
      case .wrong: try connection.write(triesLeft: running.triesLeft, of: user)
      case .confirmed(let phone):
        try connection.endVerification(of: user)
        try connection.write(phone, of: user)
      case .exhausted, .expired: try connection.endVerification(of: user)
      }
      return verdict
    }
  }
}

extension StoreFailure {
  /// An hour's worth, as the pace of the domain has it.
  static let tooManyStarts = StoreFailure.full(
    "verification: more starts in an hour than a person may have")
}

extension Connection {
  fileprivate func startMark(of user: UserID) throws(StoreFailure) -> Instant {
    var query = try query("SELECT mark FROM verification WHERE user = ?1")
    query.bind(1, user)
    return try query.step() ? query.instant(0) : Instant(milliseconds: 0)
  }

  /// Nil when none runs: then the row only keeps the mark.
  fileprivate func verification(
    of user: UserID
  ) throws(StoreFailure) -> PhoneVerification? {
    var query = try query(
      "SELECT phone, salt, digest, started, tries FROM verification WHERE user = ?1")
    query.bind(1, user)
    guard try query.step(), let text = try query.optionalText(0) else { return nil }
    guard let phone = try? PhoneNumber(text), let digest = try? CodeDigest(query.blob(2)) else {
      throw query.damaged()
    }
    return PhoneVerification(
      phone: phone, salt: UInt64(bitPattern: query.integer(1)), digest: digest,
      started: query.instant(3), triesLeft: try query.small(4))
  }

  fileprivate func write(
    _ verification: PhoneVerification, of user: UserID, mark: Instant
  ) throws(StoreFailure) {
    var query = try query(
      """
      INSERT OR REPLACE INTO verification (user, mark, phone, salt, digest, started, tries)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
      """)
    query.bind(1, user)
    query.bind(2, mark)
    query.bind(3, verification.phone.text)
    query.bind(4, Int64(bitPattern: verification.salt))
    query.bind(5, verification.digest.octets)
    query.bind(6, verification.started)
    query.bind(7, Int64(verification.triesLeft))
    try query.run()
  }

  fileprivate func write(triesLeft: Int, of user: UserID) throws(StoreFailure) {
    var query = try query("UPDATE verification SET tries = ?2 WHERE user = ?1")
    query.bind(1, user)
    query.bind(2, Int64(triesLeft))
    try query.run()
  }

  fileprivate func endVerification(of user: UserID) throws(StoreFailure) {
    var query = try query(
      """
      UPDATE verification SET phone = NULL, salt = NULL, digest = NULL, started = NULL,
        tries = NULL WHERE user = ?1
      """)
    query.bind(1, user)
    try query.run()
  }

  fileprivate func write(_ phone: PhoneNumber, of user: UserID) throws(StoreFailure) {
    var query = try query("UPDATE user SET phone = ?2 WHERE id = ?1")
    query.bind(1, user)
    query.bind(2, phone.text)
    try query.run()
  }
}
