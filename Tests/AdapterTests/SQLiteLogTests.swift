// SPDX-License-Identifier: MIT
import CSQLite
import MatinesApplication
import Synchronization
import Testing

@testable import MatinesAdapters

struct `The log of a store` {
  @Test
  func `gets a commit in one write`() throws {
    let log = try RecordedLog()
    #expect(log.write(frame(1), at: 32) == SQLITE_OK)
    #expect(log.write(page(1), at: 56) == SQLITE_OK)
    #expect(log.write(frame(2, ending: 9), at: 568) == SQLITE_OK)
    #expect(log.record.isEmpty)
    #expect(log.write(page(2), at: 592) == SQLITE_OK)
    #expect(log.record == [.write(frame(1) + page(1) + frame(2, ending: 9) + page(2), at: 32)])
  }

  @Test
  func `is complete before anything else happens to it`() throws {
    let log = try RecordedLog()
    #expect(log.write(frame(1), at: 32) == SQLITE_OK)
    #expect(log.read() == SQLITE_OK)
    #expect(log.write(page(1), at: 56) == SQLITE_OK)
    #expect(log.synchronise() == SQLITE_OK)
    #expect(log.record == [.write(frame(1), at: 32), .read, .write(page(1), at: 56), .sync])
  }

  @Test
  func `takes what belongs elsewhere by itself`() throws {
    let log = try RecordedLog()
    #expect(log.write(page(1), at: 0) == SQLITE_OK)
    #expect(log.write(page(2), at: 4_096) == SQLITE_OK)
    #expect(log.read() == SQLITE_OK)
    #expect(log.record == [.write(page(1), at: 0), .write(page(2), at: 4_096), .read])
  }

  @Test
  func `takes what is larger than a commit in parts, and loses nothing of it`() throws {
    let log = try RecordedLog()
    var expected: [UInt8] = []
    for number in 0..<200 {
      let octets = [UInt8](repeating: UInt8(number), count: 1_000)
      #expect(log.write(octets, at: Int64(expected.count)) == SQLITE_OK)
      expected += octets
    }
    let whole = [UInt8](repeating: 7, count: 100_000)
    #expect(log.write(whole, at: Int64(expected.count)) == SQLITE_OK)
    var found: [UInt8] = []
    for case .write(let octets, at: let offset) in log.record {
      #expect(offset == Int64(found.count))
      found += octets
    }
    #expect(found == expected + whole)
  }

  /// 31 frames of 2 072 octets leave room for the header of the next, and not for its page.
  @Test(arguments: [65_536, 65_536 - 24, 65_536 - 23, 65_536 - 24 - 511])
  func `is whole once a commit has ended, wherever the room for it ended`(before: Int) throws {
    let log = try RecordedLog()
    let first = [UInt8](repeating: 3, count: before)
    #expect(log.write(first, at: 0) == SQLITE_OK)
    #expect(log.write(frame(1, ending: 5), at: Int64(before)) == SQLITE_OK)
    #expect(log.write(page(1), at: Int64(before) + 24) == SQLITE_OK)
    var found: [UInt8] = []
    for case .write(let octets, at: _) in log.record { found += octets }
    #expect(found == first + frame(1, ending: 5) + page(1))
  }

  @Test
  func `says what the disk refused, and takes the next commit`() throws {
    let log = try RecordedLog()
    log.refusal = SQLITE_FULL
    #expect(log.write(frame(1, ending: 1), at: 32) == SQLITE_OK)
    #expect(log.write(page(1), at: 56) == SQLITE_FULL)
    log.refusal = nil
    #expect(log.write(frame(2, ending: 1), at: 32) == SQLITE_OK)
    #expect(log.write(page(2), at: 56) == SQLITE_OK)
    #expect(log.record == [.write(frame(2, ending: 1) + page(2), at: 32)])
  }

  @Test
  func `is read, undone and written again where a transaction outgrows memory`() throws {
    let folder = try StoreFolder()
    let connection = try Connection(path: folder.file, busy: BusyHandler.Limit(.seconds(5)))
    try connection.execute("PRAGMA journal_mode = WAL; CREATE TABLE t (i INTEGER PRIMARY KEY, x)")
    try connection.execute("PRAGMA cache_size = 10")
    try connection.write { (connection) throws(StoreFailure) in try connection.run(Self.fill) }
    let before = try sum(connection)
    #expect(throws: StoreFailure.busy) {
      try connection.write { (connection) throws(StoreFailure) in
        try connection.run(Self.fill)
        try connection.run(Self.fill)
        #expect(try sum(connection) != before)
        throw .busy
      }
    }
    #expect(try sum(connection) == before)
    try connection.write { (connection) throws(StoreFailure) in try connection.run(Self.fill) }
    #expect(try sum(connection) == RawDatabase(folder.file).text(Self.sum.description))
    #expect(try RawDatabase(folder.file).text("PRAGMA integrity_check") == "ok")
    connection.close()
  }

  @Test
  func `holds nothing of what was rolled back, to write it over another's commit`() throws {
    let folder = try StoreFolder()
    let connection = try filled(folder)
    for round in 0..<8 {
      try RawDatabase(folder.file).execute("PRAGMA wal_checkpoint(RESTART)")
      #expect(throws: StoreFailure.busy) {
        try connection.write { (connection) throws(StoreFailure) in
          try connection.run("UPDATE t SET x = hex(randomblob(40)) WHERE i % 7 = 0")
          throw .busy
        }
      }
      try RawDatabase(folder.file).execute("UPDATE t SET x = '\(round)' || i WHERE i % 3 = 0")
      try connection.run("UPDATE t SET x = 'ours' WHERE i = 1")
      #expect(try RawDatabase(folder.file).text("PRAGMA integrity_check") == "ok")
      let kept = try RawDatabase(folder.file).integer(
        "SELECT count(*) FROM t WHERE i % 3 = 0 AND x = '\(round)' || i")
      #expect(kept == 1_000)
    }
    connection.close()
  }

  @Test
  func `shows every commit whole to others, of whatever size`() throws {
    let folder = try StoreFolder()
    let connection = try filled(folder)
    for size in 20...110 {
      var query = try connection.query("UPDATE t SET x = 'size' || ?2 WHERE i % 23 = 0 AND i < ?1")
      query.bind(1, Int64(size * 23))
      query.bind(2, Int64(size))
      try query.run()
      query.reset()
      let seen = try RawDatabase(folder.file).integer(
        "SELECT count(*) FROM t WHERE x = 'size\(size)'")
      #expect(seen == Int64(size - 1))
    }
    connection.close()
  }

  /// A process that is killed leaves its files; what is read from a copy is what it committed.
  @Test
  func `has all of a commit that wrote its pages twice, as soon as it is made`() throws {
    let folder = try StoreFolder()
    let connection = try filled(folder)
    try connection.write { (connection) throws(StoreFailure) in
      for _ in 0..<2 { try connection.run("UPDATE t SET x = x || '.' WHERE i % 5 = 0") }
    }
    let copy = folder.file + "-copy"
    for end in ["", "-wal"] {
      try FileOctets.write(FileOctets.read(folder.file + end), to: copy + end)
    }
    #expect(try sum(connection) == RawDatabase(copy).text(Self.sum.description))
    #expect(try RawDatabase(copy).integer("SELECT count(*) FROM t WHERE x LIKE '%..'") == 600)
    connection.close()
  }

  /// 3 000 rows and room for ten pages, without waiting for the disk: no sync completes anything.
  private func filled(_ folder: StoreFolder) throws -> Connection {
    let connection = try Connection(path: folder.file, busy: BusyHandler.Limit(.seconds(5)))
    try connection.execute("PRAGMA page_size = 2048; PRAGMA journal_mode = WAL")
    try connection.execute("PRAGMA synchronous = NORMAL; PRAGMA cache_size = 10")
    try connection.execute("CREATE TABLE t (i INTEGER PRIMARY KEY, x)")
    try connection.run(Self.fill)
    return connection
  }

  private static let fill: StaticString = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT OR REPLACE INTO t SELECT i, hex(randomblob(40)) FROM n
    """

  private static let sum: StaticString = "SELECT count(*) || max(x) || min(x) FROM t"

  private func sum(_ connection: Connection) throws(StoreFailure) -> String {
    var query = try connection.query(Self.sum)
    _ = try query.step()
    return try query.text(0)
  }

  private func page(_ fill: UInt8) -> [UInt8] { [UInt8](repeating: fill, count: 512) }

  private func frame(_ page: UInt8, ending size: UInt8 = 0) -> [UInt8] {
    [0, 0, 0, page, 0, 0, 0, size] + [UInt8](repeating: 0xAB, count: 16)
  }
}

/// A log whose real file only notes what it is asked for.
private final class RecordedLog {
  enum Call: Equatable {
    case write([UInt8], at: Int64)
    case read, sync
  }

  private struct Real {
    var file: sqlite3_file
    var owner: Unmanaged<RecordedLog>?
  }

  private let memory: UnsafeMutableRawPointer
  private let methods: UnsafeMutablePointer<sqlite3_io_methods>
  fileprivate(set) var record: [Call] = []
  var refusal: Int32?

  init() throws {
    memory = .allocate(byteCount: LogFile.size + MemoryLayout<Real>.size, alignment: 16)
    methods = .allocate(capacity: 1)
    methods.initialize(to: sqlite3_io_methods())
    methods.pointee.xWrite = { RecordedLog.of($0)?.write($1, $2, $3) ?? SQLITE_IOERR }
    methods.pointee.xRead = { file, _, _, _ in RecordedLog.of(file)?.note(.read) ?? SQLITE_IOERR }
    methods.pointee.xSync = { file, _ in RecordedLog.of(file)?.note(.sync) ?? SQLITE_IOERR }
    methods.pointee.xClose = { _ in SQLITE_OK }
    let inner = LogFile.inner(of: file)
    UnsafeMutableRawPointer(inner).initializeMemory(
      as: Real.self,
      to: Real(
        file: sqlite3_file(pMethods: UnsafePointer(methods)),
        owner: Unmanaged.passUnretained(self)))
    LogFile.wrap(inner, in: file, isOpen: true)
  }

  deinit {
    _ = file.pointee.pMethods.pointee.xClose?(file)
    memory.deallocate()
    methods.deallocate()
  }

  private var file: UnsafeMutablePointer<sqlite3_file> {
    memory.assumingMemoryBound(to: sqlite3_file.self)
  }

  private static func of(_ file: UnsafeMutablePointer<sqlite3_file>?) -> RecordedLog? {
    file.flatMap {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: Real.self).pointee.owner?
        .takeUnretainedValue()
    }
  }

  private func write(_ octets: UnsafeRawPointer?, _ amount: Int32, _ offset: Int64) -> Int32 {
    guard let octets else { return SQLITE_IOERR }
    let copy = [UInt8](UnsafeRawBufferPointer(start: octets, count: Int(amount)))
    return note(.write(copy, at: offset))
  }

  private func note(_ call: Call) -> Int32 {
    if let refusal { return refusal }
    record.append(call)
    return SQLITE_OK
  }

  func write(_ octets: [UInt8], at offset: Int64) -> Int32 {
    octets.withUnsafeBytes {
      file.pointee.pMethods.pointee.xWrite(file, $0.baseAddress, Int32($0.count), offset)
    }
  }

  func read() -> Int32 { file.pointee.pMethods.pointee.xRead(file, nil, 0, 0) }
  func synchronise() -> Int32 { file.pointee.pMethods.pointee.xSync(file, 0) }
}
