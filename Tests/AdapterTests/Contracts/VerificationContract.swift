// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import Testing

struct `A verification store` {
  private static let phone = "+33699887766"
  /// As large as it may be: the store keeps signed numbers.
  private static let salt = UInt64.max - 1

  private static func digest(_ octet: UInt8) throws -> CodeDigest {
    try CodeDigest([UInt8](repeating: octet, count: CodeDigest.length))
  }

  /// One whose code is 1, and whose wrong ones are anything else.
  private func start(_ store: any Store, at second: Int64 = 0, _ user: String = "42") throws {
    let verification = try PhoneVerification(
      phone: PhoneNumber(Self.phone), salt: Self.salt, digest: Self.digest(1),
      started: StoreScene.at(second))
    try store.start(verification, for: UserID(user))
  }

  private func guess(
    _ store: any Store, _ octet: UInt8, at second: Int64 = 0, _ user: String = "42"
  ) throws -> PhoneVerification.Verdict {
    let given = try Self.digest(octet)
    return try store.judge(UserID(user), now: StoreScene.at(second)) { running in
      #expect(running.phone.text == Self.phone)
      #expect(running.salt == Self.salt)
      return given
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `makes a confirmed number the person's, until the host says otherwise`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      try StoreScene(store: store).person("42", phone: "+33612345678")
      let (user, phone) = try (UserID("42"), PhoneNumber(Self.phone))
      try start(store)
      #expect(try store.stored(user)?.phone != phone)
      #expect(try guess(store, 2) == .wrong(triesLeft: 4))
      #expect(try guess(store, 1, at: 599) == .confirmed(phone))
      #expect(try store.stored(user)?.phone == phone)
      #expect(throws: StoreFailure.notFound("verification")) { try guess(store, 1) }
      try StoreScene(store: store).person("42", phone: "+33612345678", pushes: 0)
      #expect(try store.stored(user)?.phone?.text == "+33612345678")
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `takes five wrong guesses and not one more`(maker: StoreMaker) throws {
    try maker.withStore { store in
      try StoreScene(store: store).person("42")
      try start(store)
      for left in [4, 3, 2, 1] { #expect(try guess(store, 2) == .wrong(triesLeft: left)) }
      #expect(try guess(store, 2) == .exhausted)
      #expect(throws: StoreFailure.notFound("verification")) { try guess(store, 1) }
      #expect(try store.stored(UserID("42"))?.phone == nil)
      try start(store, at: 1)
      #expect(try guess(store, 2, at: 1) == .wrong(triesLeft: 4))
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `forgets one after ten minutes`(maker: StoreMaker) throws {
    try maker.withStore { store in
      try StoreScene(store: store).person("42")
      try start(store)
      #expect(try guess(store, 1, at: 600) == .expired)
      #expect(throws: StoreFailure.notFound("verification")) { try guess(store, 1, at: 1) }
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `lets nobody start more than five an hour, whatever became of them`(
    maker: StoreMaker
  ) throws {
    try maker.withStore { store in
      try StoreScene(store: store).person("42")
      try StoreScene(store: store).person("43")
      for second in 0..<5 {
        try start(store, at: Int64(second))
        _ = try guess(store, 1, at: Int64(second))
      }
      for second in [5, 700] as [Int64] {
        #expect {
          try start(store, at: second)
        } throws: { error in
          if case StoreFailure.full = error { true } else { false }
        }
      }
      #expect(throws: StoreFailure.notFound("verification")) { try guess(store, 1, at: 5) }
      try start(store, at: 5, "43")
      try start(store, at: 725)
    }
  }

  @Test(arguments: StoreMaker.allCases)
  func `knows nobody who is not there, and runs one for each person`(maker: StoreMaker) throws {
    try maker.withStore { store in
      try StoreScene(store: store).person("42")
      try StoreScene(store: store).person("43")
      #expect(throws: StoreFailure.unknownUser(try UserID("44"))) { try start(store, at: 0, "44") }
      try start(store)
      #expect(throws: StoreFailure.notFound("verification")) { try guess(store, 1, at: 0, "43") }
      #expect(throws: StoreFailure.notFound("verification")) { try guess(store, 1, at: 0, "44") }
      #expect(throws: StoreFailure.self) {
        try store.judge(UserID("42"), now: StoreScene.at(0)) { _ in nil }
      }
      #expect(try guess(store, 2) == .wrong(triesLeft: 4))
    }
  }
}
