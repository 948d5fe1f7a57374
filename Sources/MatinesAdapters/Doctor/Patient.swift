// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// The document under examination, as far as it can be read, and what one check leaves to others.
final class Patient {
  /// What a peer's clock says, and which peer.
  struct PeerTime {
    let peer: String
    let ahead: Int64
  }

  /// Of one check that asks a server.
  private static let patience = Instant.Span.seconds(5)
  let document: EngineDocument
  /// Members that are wrong, and were left out of the document for that.
  let faults: [InvalidValue]
  let clock = SystemClock()
  let randomness = SystemRandomness()
  private let end: Stopwatch
  /// In the order they were heard.
  var times: [PeerTime] = []
  /// The store, once its check has opened it.
  var store: StoreInspection?
  private var hasWorker: Bool?

  /// Fails where the document is no object at all.
  init(_ text: String, within patience: Instant.Span) throws(InvalidValue) {
    end = Stopwatch.now().adding(patience)
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .document)
    } catch {
      throw InvalidValue("configuration", error, limits: .document)
    }
    (document, faults) = try Self.read(value)
  }

  /// One wrong member must not hide what is wrong with the others.
  private static func read(
    _ value: JSON
  ) throws(InvalidValue) -> (EngineDocument, [InvalidValue]) {
    guard var object = value.asObject else {
      throw InvalidValue("configuration", .malformed("not an object"))
    }
    var faults: [InvalidValue] = []
    while true {
      do throws(InvalidValue) {
        return (try EngineDocument.read(.object(object)), faults)
      } catch {
        faults.append(error)
        let member = String(error.field.prefix { $0 != "." && $0 != "[" })
        let isStore = member == "store" && object["store"] != .string("memory:")
        guard isStore || object[member] != nil, faults.count < 32 else { throw error }
        object[member] = isStore ? .string("memory:") : nil
      }
    }
  }

  /// Whether the member of this name was left out.
  func isFaulty(_ member: String) -> Bool {
    faults.contains { $0.field == member || $0.field.hasPrefix(member + ".") }
  }

  var keys: KeyFiles? { keysPath.map { KeyFiles(path: $0) } }

  var keysPath: String? {
    document.keys ?? storePath.map { $0 + ".keys" }
  }

  /// Where there is a file.
  var storePath: String? {
    document.store.scheme.lowercased() == "sqlite" && !document.store.path.isEmpty
      ? document.store.path : nil
  }

  var around: Registry.Surroundings {
    Registry.Surroundings(document: document, keys: keys, clock: clock)
  }

  /// How long one check may wait for a server, from now on.
  var patience: Instant.Span {
    let left = Instant.Span(milliseconds: end.milliseconds(after: .now()))
    return min(Self.patience, max(left, Instant.Span(milliseconds: 100)))
  }

  /// Whether a worker waits for this store.
  func isWorkedOn() -> Bool {
    if let hasWorker { return hasWorker }
    let found = storePath.map { WorkerSign(storePath: $0).isThere } ?? false
    hasWorker = found
    return found
  }
}
