// SPDX-License-Identifier: MIT
import CSQLite
import MatinesApplication
import MatinesDomain
import Synchronization

/// One file of state in SQLite: one connection, one thread at a time.
package final class SQLiteStore: Store {
  package let survivesPowerLoss: Bool
  let seal: IdentifierSeal
  private let connection: Mutex<Connection>
  private let busy: BusyHandler.Limit

  /// Opens, creates or migrates the file. `busy` is how long a lock is waited for.
  package init(
    path: String, survivesPowerLoss: Bool, seal: IdentifierSeal,
    busy: Instant.Span = .seconds(5)
  ) throws(StoreFailure) {
    let file = try StoreFile(path)
    self.busy = BusyHandler.Limit(busy)
    let connection = try Connection(path: file.path, busy: self.busy)
    try Self.patiently(self.busy) { () throws(StoreFailure) in
      try connection.defend()
      try Schema.prepare(connection)
      try connection.tune(survivesPowerLoss: survivesPowerLoss)
    }
    self.survivesPowerLoss = survivesPowerLoss
    self.seal = seal
    self.connection = Mutex(connection)
  }

  /// Where waiting might be for ever, as when two processes turn a new file's log on, SQLite says
  /// "busy" at once and asks no handler: then it is tried again.
  private static func patiently(
    _ limit: BusyHandler.Limit, _ body: () throws(StoreFailure) -> Void
  ) throws(StoreFailure) {
    var wait = LockWait()
    while true {
      do throws(StoreFailure) {
        return try body()
      } catch {
        guard error == .busy, wait.pause(atMost: limit, longest: 1_000_000) else { throw error }
      }
    }
  }

  package func checkpoint() throws(StoreFailure) {
    try alone { (connection) throws(StoreFailure) in
      connection.checkpoint(above: LogSize.worthwhile)
    }
  }

  package func close() {
    connection.withLock { $0.close() }
  }

  /// One transaction; afterwards the log is kept below its ceiling, whoever writes.
  func write<Result: Sendable>(
    _ body: (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try alone { (connection) throws(StoreFailure) in
      let result = try connection.write(body)
      connection.checkpoint(above: LogSize.ceiling)
      return result
    }
  }

  /// The same for an event, with what the one before it left in the memory of its connection.
  func writeRemembering<Result: Sendable>(
    _ body: (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try write { (connection) throws(StoreFailure) in
      connection.memory.open(at: connection.dataVersion)
      return try body(connection)
    }
  }

  /// Several statements that see one moment.
  func read<Result: Sendable>(
    _ body: (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try alone { (connection) throws(StoreFailure) in try connection.read(body) }
  }

  /// One statement, which needs no transaction of its own.
  func look<Result: Sendable>(
    _ body: (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    try alone { (connection) throws(StoreFailure) in
      connection.area.clear()
      return try body(connection)
    }
  }

  /// The busy time begins here: threads of this process wait no longer than other processes.
  private func alone<Result: Sendable>(
    _ body: (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    if let result = try tryAlone(after: nil, body) { return result }
    var wait = LockWait()
    // Long sleeps would lose the turn to every newcomer: here a turn is a few microseconds.
    while wait.pause(atMost: busy, longest: 100_000) {
      if let result = try tryAlone(after: wait, body) { return result }
    }
    throw .busy
  }

  /// Nil when another thread is inside.
  private func tryAlone<Result: Sendable>(
    after wait: LockWait?, _ body: (Connection) throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result? {
    try connection.withLockIfAvailable { (connection) throws(StoreFailure) in
      connection.patience.wait = wait
      return try body(connection)
    }
  }

  /// The number behind a public id; a forged one is as unknown as somebody else's.
  func open(_ id: NotificationID) throws(StoreFailure) -> NotificationNumber {
    guard let number = seal.open(id) else { throw .notFound("notification_id") }
    return number
  }
}

extension Connection {
  /// A hostile file must find no way to run code or to leave itself.
  func defend() throws(StoreFailure) {
    for (option, on) in Self.defences {
      let code = matines_sqlite_config_flag(handle, option, on)
      guard code == SQLITE_OK else { throw failure(code) }
    }
    try execute("PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = OFF")
  }

  private static var defences: [(Int32, Int32)] {
    [
      (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0), (SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
      (SQLITE_DBCONFIG_ENABLE_VIEW, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
      (SQLITE_DBCONFIG_DQS_DDL, 0),
    ]
  }

  fileprivate func tune(survivesPowerLoss: Bool) throws(StoreFailure) {
    try execute("PRAGMA journal_mode = WAL")
    if survivesPowerLoss {
      try execute("PRAGMA synchronous = FULL")
    } else {
      try execute("PRAGMA synchronous = NORMAL")
    }
    // Erasing what is freed costs nothing where the page is written anyway.
    try execute("PRAGMA secure_delete = FAST; PRAGMA temp_store = MEMORY")
    try execute("PRAGMA cache_size = -2048")
  }
}
