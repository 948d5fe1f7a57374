// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension Registry {
  /// Where a hub notes its streams: the place an engine of the same document looks at.
  final class HubPresenceParts {
    let book: any PresenceBook
    let warning: String?
    /// Open for as long as presence is kept in it.
    private let store: (any Store)?

    init(_ made: MadePresence, _ store: any Store) {
      (book, warning) = (made.book, made.warning)
      let isKept = made.book === store
      self.store = isKept ? store : nil
      if !isKept { store.close() }
    }

    func close() { store?.close() }
  }

  static func hubPresence(_ document: EngineDocument) throws(OpenFailure) -> HubPresenceParts {
    let around = Surroundings(
      document: document, keys: keyFiles(document), clock: SystemClock())
    let make = try chosenPresence(around)
    let parts = try maker("store", document.store.scheme, in: stores)(document.store, around)
    do throws(OpenFailure) {
      return HubPresenceParts(try make(parts), parts.store)
    } catch {
      parts.store.close()
      throw error
    }
  }

  /// Made where they are missing, so that an engine beside needs nothing but the hub's address.
  static func hubKeys(_ document: EngineDocument) throws(OpenFailure) -> HubDesk.Keys {
    try configuring { () throws(InvalidValue) in
      guard let keys = keyFiles(document) else { throw InvalidValue("keys", .missing) }
      return HubDesk.Keys(
        publish: try keys.made(.hubPublish), subscribe: try keys.made(.hubSubscribe))
    }
  }
}
