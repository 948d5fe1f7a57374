// SPDX-License-Identifier: MIT
import MatinesDomain

/// The two keys shared with a hub: one signs publications, the other what pages show. Whoever has
/// one must not have the other.
struct HubKeys: Sendable {
  private let hub: MercureHub
  private let keys: KeyFiles

  /// Without key files of the engine only those that the DSN names are found.
  init(_ hub: MercureHub, _ keys: KeyFiles?) {
    self.hub = hub
    self.keys = keys ?? KeyFiles(path: "keys")
    hasFolder = keys != nil
  }

  private let hasFolder: Bool

  func publisher() throws(InvalidValue) -> Secret { try key(.hubPublish, hub.keyFile) }

  /// A key that is there is read at once, so that what is wrong with it is found at once; one that
  /// is not is missed when a page asks.
  func subscriber() throws(InvalidValue) -> SubscriberKey {
    let isThere = hub.subscriberKeyFile != nil || (hasFolder && keys.identity(.hubSubscribe) != nil)
    if isThere { _ = try key(.hubSubscribe, hub.subscriberKeyFile) }
    return { [self] () throws(InvalidValue) in try key(.hubSubscribe, hub.subscriberKeyFile) }
  }

  private func key(
    _ purpose: KeyFiles.Purpose, _ file: String?
  ) throws(InvalidValue) -> Secret {
    guard let file else {
      guard hasFolder else { throw InvalidValue("keys", .missing) }
      return try keys.key(purpose)
    }
    let key = try KeyFiles.hubKey(file: file)
    if let clash = keys.adopt(key, as: purpose) {
      throw InvalidValue(file, .malformed("has the same octets as \(clash.fileName)"))
    }
    return key
  }
}
