// SPDX-License-Identifier: MIT
import Glibc
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// The stores the registry knows: each keeps every promise of the ports.
enum StoreMaker: String, CaseIterable, Sendable {
  case memory, sqlite

  static let key = [UInt8](0..<32)

  /// A fresh store, gone after the body.
  func withStore(_ body: (any Store) throws -> Void) throws {
    let seal = try IdentifierSeal(key: Self.key)
    switch self {
    case .memory: try body(MemoryStore(seal: seal))
    case .sqlite:
      let folder = try StoreFolder()
      let store = try SQLiteStore(path: folder.file, survivesPowerLoss: false, seal: seal)
      defer {
        store.close()
        withExtendedLifetime(folder) {}
      }
      try body(store)
    }
  }
}

/// A private folder with room for one store; removed with the value's last owner.
final class StoreFolder: Sendable {
  struct Failure: Error {}

  let path: String
  var file: String { path + "/store.db" }

  init() throws {
    var template = Array("/tmp/matines-store-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure() }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    chmod(path, 0o700)
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { unlink("\(path)/\(name)") }
    }
    closedir(folder)
    rmdir(path)
  }

  func open(
    survivesPowerLoss: Bool = false, busy: Instant.Span = .seconds(5), name: String = "store.db"
  ) throws -> SQLiteStore {
    try SQLiteStore(
      path: "\(path)/\(name)", survivesPowerLoss: survivesPowerLoss,
      seal: IdentifierSeal(key: StoreMaker.key), busy: busy)
  }
}
