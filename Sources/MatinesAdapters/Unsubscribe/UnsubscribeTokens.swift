// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Synchronization

/// The tokens of unsubscribe links, in base64url. They show nothing of whom they are for, the same
/// three names always give the same one, and they end only with the file of their key.
package final class UnsubscribeTokens: Sendable {
  /// Of the sealed names; more octets than the longest have.
  private static let block = 16
  private static let longest = 240
  /// Milliseconds between two looks at the file of the key in use.
  private static let interval: Int64 = 1_000
  private let keys: KeyFiles?
  private let clock: any Clock
  private let current = Mutex<Held?>(nil)

  /// The key in use.
  private struct Held {
    let key: UnsubscribeKey
    /// As it was before it was read: what is written meanwhile makes it another.
    let file: FileIdentity?
    var looked: Int64
  }

  /// Without key files the tokens are good for this process only.
  package init(keys: KeyFiles?, clock: any Clock = SystemClock()) {
    self.keys = keys
    self.clock = clock
  }

  package func token(
    user: UserID, category: CategoryName, channel: ChannelName
  ) throws(InvalidValue) -> String {
    let names = Self.text([user.text, category.text, channel.text])
    guard let sealed = try key().seal(names) else {
      throw InvalidValue("token", .malformed("memory ran out"))
    }
    return Base64URL.encode(sealed)
  }

  /// A key that is not this process's own is looked for among the files each time: one that was
  /// put there by another process counts, one that was removed does not.
  package func read(_ token: String) throws(InvalidValue) -> Unsubscription {
    let foreign = InvalidValue("token", .malformed("not the token of an unsubscribe link"))
    let longest = (UnsubscribeKey.overhead + Self.longest) / 3 * 4
    guard token.utf8.count <= longest, let sealed = try? Base64URL.decode(token),
      sealed.count % Self.block == UnsubscribeKey.overhead % Self.block,
      let id = UnsubscribeKey.id(of: sealed)
    else { throw foreign }
    let own = try key()
    for key in own.id == id ? [own] : try filed(id) {
      guard let text = key.open(sealed) else { continue }
      guard let names = Self.names(text) else { throw foreign }
      return try Unsubscription(
        user: UserID(names.user), category: CategoryName(names.category),
        channel: ChannelName(names.channel))
    }
    throw InvalidValue("token", .malformed("forged, or its key was removed"))
  }

  /// The key is read, or made, when it is first needed, and when its file is another or gone, which
  /// is looked at once a second. Throws what is wrong with the file.
  private func key() throws(InvalidValue) -> UnsubscribeKey {
    let now = clock.roughBoot().milliseconds
    if let known = known(now) { return known }
    var file = keys?.identity(.unsubscribe)
    let made = try UnsubscribeKey(PurposeMAC.secret(.unsubscribe, keys))
    // There was none, and it was made.
    if file == nil { file = keys?.identity(.unsubscribe) }
    return current.withLock { current in
      let first = current ?? Held(key: made, file: file, looked: now)
      current = first
      return first.key
    }
  }

  private func known(_ now: Int64) -> UnsubscribeKey? {
    let (held, isRecent) = current.withLock { current -> (Held?, Bool) in
      guard let held = current else { return (nil, false) }
      let age = now.subtractingReportingOverflow(held.looked)
      if !age.overflow, (0..<Self.interval).contains(age.partialValue) { return (held, true) }
      current?.looked = now
      return (held, false)
    }
    guard let held, !isRecent, let keys else { return held?.key }
    guard keys.identity(.unsubscribe) != held.file else { return held.key }
    keys.forget(.unsubscribe)
    current.withLock { $0 = nil }
    return nil
  }

  /// The keys among the files that have this id.
  private func filed(_ id: [UInt8]) throws(InvalidValue) -> [UnsubscribeKey] {
    var found: [UnsubscribeKey] = []
    for secret in try keys?.accepted(.unsubscribe) ?? [] {
      let key = try UnsubscribeKey(secret)
      if key.id == id { found.append(key) }
    }
    return found
  }

  /// Each with its length before it, then zeros, so that a token tells little of the lengths.
  private static func text(_ names: [String]) -> [UInt8] {
    let octets = names.flatMap { [UInt8(clamping: $0.utf8.count)] + Array($0.utf8) }
    let rest = (block - octets.count % block) % block
    return octets + [UInt8](repeating: 0, count: rest)
  }

  private static func names(
    _ text: [UInt8]
  ) -> (user: String, category: String, channel: String)? {
    var rest = text[...]
    func next() -> String? {
      guard let length = rest.popFirst(), rest.count >= length else { return nil }
      defer { rest = rest.dropFirst(Int(length)) }
      return String(validating: rest.prefix(Int(length)), as: UTF8.self)
    }
    guard let user = next(), let category = next(), let channel = next() else { return nil }
    return (user, category, channel)
  }
}
