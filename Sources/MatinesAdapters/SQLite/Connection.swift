// SPDX-License-Identifier: MIT
import CSQLite
import MatinesApplication
import MatinesWire

/// One SQLite connection with its prepared statements, used by one thread at a time.
final class Connection: @unchecked Sendable {
  // Its store reaches it only under a mutex.
  let path: String
  private(set) var handle: OpaquePointer?
  private let statements = StatementTable()
  let patience: BusyHandler
  let log = LogSize()
  let area = BindingArea()
  let recent = RecentValues()
  var gauge = QueueGauge()
  var memory = CommitMemory()

  convenience init(path: String, busy: BusyHandler.Limit) throws(StoreFailure) {
    try self.init(
      opening: path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, of: path, busy: busy)
  }

  /// Changes nothing. Where no log stands beside it nobody has the file open, and then it is read
  /// without making one.
  convenience init(
    reading path: String, besideLog isBesideLog: Bool, busy: BusyHandler.Limit
  ) throws(StoreFailure) {
    let address = "file:\(PercentEncoding.component(path))?immutable=1"
    try self.init(
      opening: isBesideLog ? path : address,
      SQLITE_OPEN_READONLY | (isBesideLog ? 0 : SQLITE_OPEN_URI), of: path, busy: busy)
  }

  private init(
    opening name: String, _ access: Int32, of path: String, busy: BusyHandler.Limit
  ) throws(StoreFailure) {
    self.path = path
    patience = BusyHandler(busy)
    let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOFOLLOW
    let code = sqlite3_open_v2(name, &handle, flags, LogVFS.name)
    guard code == SQLITE_OK, let handle else {
      let failure = failure(code)
      close()
      throw failure
    }
    patience.install(on: handle)
    log.install(on: handle)
    // `LogFile` relies on it. What one transaction changes is bounded, and fits into memory.
    try execute("PRAGMA cache_spill = OFF")
  }

  deinit { close() }

  func close() {
    for statement in statements.removeAll() { sqlite3_finalize(statement) }
    if let handle { sqlite3_close(handle) }
    handle = nil
  }

  /// The statement of a constant text, prepared at its first use; the text's address is its key.
  func query(_ text: StaticString) throws(StoreFailure) -> Query {
    let key = UInt(bitPattern: text.utf8Start)
    if let known = statements.find(key) { return Query(self, known) }
    guard let handle else { throw .io("\(path): closed") }
    var statement: OpaquePointer?
    let code = text.withUTF8Buffer { octets in
      octets.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_prepare_v3(
          handle, characters.baseAddress, Int32(clamping: characters.count),
          UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
      }
    }
    guard code == SQLITE_OK, let statement else { throw failure(code) }
    guard statements.add(statement, key) else {
      sqlite3_finalize(statement)
      throw .io("\(path): more statements than are kept")
    }
    return Query(self, statement)
  }

  /// For statements that run once: settings and the schema.
  func execute(_ text: StaticString) throws(StoreFailure) {
    guard let handle else { throw .io("\(path): closed") }
    let code = text.withUTF8Buffer { octets in
      octets.withMemoryRebound(to: CChar.self) { characters in
        sqlite3_exec(handle, characters.baseAddress, nil, nil, nil)
      }
    }
    guard code == SQLITE_OK else { throw failure(code) }
  }

  func integer(_ text: StaticString) throws(StoreFailure) -> Int64? {
    var query = try query(text)
    return try query.step() ? query.optionalInteger(0) : nil
  }

  func run(_ text: StaticString) throws(StoreFailure) {
    var query = try query(text)
    try query.run()
  }
}

extension Connection {
  /// All of `body`, or nothing of it.
  func write<Result>(
    _ body: (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try transaction("BEGIN IMMEDIATE", body)
  }

  /// Several reads of one moment.
  func read<Result>(
    _ body: (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try transaction("BEGIN", body)
  }

  private func transaction<Result>(
    _ begin: StaticString, _ body: (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    area.clear()
    try run(begin)
    var committed = false
    defer { if !committed { rollBack() } }
    let result = try body(self)
    try run("COMMIT")
    committed = true
    memory.close(at: dataVersion)
    return result
  }

  /// SQLite has rolled back by itself after some failures; a second time would be an error.
  private func rollBack() {
    memory = CommitMemory()
    guard let handle, sqlite3_get_autocommit(handle) == 0 else { return }
    sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
  }

  /// Of the file as the transaction under way sees it.
  var dataVersion: UInt32 { handle.map { matines_sqlite_data_version($0) } ?? 0 }

  var changes: Int { handle.map { Int(sqlite3_changes($0)) } ?? 0 }
}
