// SPDX-License-Identifier: MIT
import CSQLite
import Glibc
import MatinesAdapters
import MatinesApplication
import Synchronization

/// A second connection that is no store: what another process may do to the file.
struct RawDatabase {
  private let connection: OpaquePointer

  init(_ path: String) throws {
    var handle: OpaquePointer?
    guard sqlite3_open(path, &handle) == SQLITE_OK, let handle else {
      throw StoreFolder.Failure()
    }
    connection = handle
  }

  func execute(_ text: String, thenClose: Bool = true) throws {
    defer { if thenClose { close() } }
    guard sqlite3_exec(connection, text, nil, nil, nil) == SQLITE_OK else {
      throw StoreFolder.Failure()
    }
  }

  func text(_ query: String) throws -> String {
    defer { close() }
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(connection, query, -1, &statement, nil) == SQLITE_OK,
      sqlite3_step(statement) == SQLITE_ROW, let text = sqlite3_column_text(statement, 0)
    else { throw StoreFolder.Failure() }
    defer { sqlite3_finalize(statement) }
    return String(cString: text)
  }

  func integer(_ query: String) throws -> Int64 {
    guard let value = Int64(try text(query)) else { throw StoreFolder.Failure() }
    return value
  }

  func close() { sqlite3_close_v2(connection) }
}

/// Whole files, only while no store has them open: closing one drops SQLite's locks.
enum FileOctets {
  static func read(_ path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { throw StoreFolder.Failure() }
    defer { close(file) }
    var octets: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while case let count = Glibc.read(file, &part, part.count), count > 0 {
      octets.append(contentsOf: part[..<count])
    }
    return octets
  }

  static func write(_ octets: [UInt8], to path: String) throws {
    let file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
    guard file >= 0 else { throw StoreFolder.Failure() }
    defer { close(file) }
    guard Glibc.write(file, octets, octets.count) == octets.count else {
      throw StoreFolder.Failure()
    }
  }
}

/// A store with the connection inside it, for faults that only the connection itself can have.
struct StoreHandle {
  let store: SQLiteStore
  private let connection: UInt

  private static let watched = Mutex<[String: UInt]>([:])

  /// SQLite calls automatic extensions with every connection the process opens.
  static func ofStore(at path: String, open: () throws -> SQLiteStore) throws -> StoreHandle {
    typealias Entry =
      @convention(c) (
        OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, OpaquePointer?
      ) -> Int32
    let entry: Entry = { connection, _, _ in
      guard let connection, let name = sqlite3_db_filename(connection, "main") else { return 0 }
      let path = String(cString: name)
      StoreHandle.watched.withLock { $0[path] = UInt(bitPattern: connection) }
      return 0
    }
    sqlite3_auto_extension(unsafeBitCast(entry, to: (@convention(c) () -> Void).self))
    let store = try open()
    guard let connection = watched.withLock({ $0[path] }) else { throw StoreFolder.Failure() }
    return StoreHandle(store: store, connection: connection)
  }

  func execute(_ text: String) throws {
    guard sqlite3_exec(OpaquePointer(bitPattern: connection), text, nil, nil, nil) == SQLITE_OK
    else { throw StoreFolder.Failure() }
  }
}
