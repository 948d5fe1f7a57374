// SPDX-License-Identifier: MIT
import CSQLite
import Glibc

/// A write-ahead log on its way to the kernel: what SQLite writes is gathered until a commit is
/// complete, and handed on before anything else happens to the file. Nobody misses it meanwhile:
/// SQLite tells others of a commit after the write that ends it, and this process reads through
/// here. One that dies in between leaves what it would have left without: a commit that never was,
/// or part of one, which checksums tell.
///
/// All this is true of commits only. A transaction that moves pages into the log while it runs may
/// be rolled back without a word to the file, and what was gathered would be written later, over
/// somebody else's commit. Hence a connection that uses this never spills its cache.
enum LogFile {
  typealias File = UnsafeMutablePointer<sqlite3_file>
  private typealias Log = UnsafeMutablePointer<matines_log_file>

  /// Of what stands before the real file, which asks for the alignment of a pointer.
  static let size = MemoryLayout<matines_log_file>.stride
  /// More goes on in parts.
  private static let capacity: Int32 = 65_536
  /// Before each page: its number, then the size of the database where it ends a commit, or 0.
  private static let frameHeader: Int32 = 24

  static func inner(of file: File) -> File {
    (UnsafeMutableRawPointer(file) + size).assumingMemoryBound(to: sqlite3_file.self)
  }

  /// SQLite closes whatever has methods, also what could not be opened.
  static func wrap(_ inner: File, in file: File, isOpen: Bool) {
    guard isOpen else {
      _ = inner.pointee.pMethods?.pointee.xClose?(inner)
      file.pointee.pMethods = nil
      return
    }
    log(file).initialize(
      to: matines_log_file(
        base: sqlite3_file(pMethods: UnsafePointer(methods)), real: inner, buffer: nil, start: 0,
        used: 0, ends: 0))
  }

  private static func log(_ file: File) -> Log {
    UnsafeMutableRawPointer(file).assumingMemoryBound(to: matines_log_file.self)
  }

  private static func write(
    _ log: Log, _ octets: UnsafeRawPointer, _ amount: Int32, _ offset: Int64
  ) -> Int32 {
    // Kept: where the last page finds no room, what stands before it goes first.
    let ends = log.pointee.ends != 0
    let follows = offset == log.pointee.start + Int64(log.pointee.used)
    if !follows || amount > capacity - log.pointee.used {
      let code = flush(log)
      guard code == SQLITE_OK else { return code }
    }
    guard amount <= capacity, let buffer = buffer(of: log) else {
      return pass(log, octets, amount, offset)
    }
    if log.pointee.used == 0 { log.pointee.start = offset }
    memcpy(buffer + Int(log.pointee.used), octets, Int(amount))
    log.pointee.used += amount
    if ends { return flush(log) }
    log.pointee.ends = amount == frameHeader && endsCommit(octets) ? 1 : 0
    return SQLITE_OK
  }

  private static func endsCommit(_ header: UnsafeRawPointer) -> Bool {
    header.loadUnaligned(fromByteOffset: 4, as: UInt32.self) != 0
  }

  private static func buffer(of log: Log) -> UnsafeMutablePointer<UInt8>? {
    if log.pointee.buffer == nil {
      log.pointee.buffer = malloc(Int(capacity))?.assumingMemoryBound(to: UInt8.self)
    }
    return log.pointee.buffer
  }

  /// What cannot be written is given up: SQLite gives up the commit it belongs to.
  private static func flush(_ log: Log) -> Int32 {
    let used = log.pointee.used
    (log.pointee.used, log.pointee.ends) = (0, 0)
    guard used > 0, let buffer = log.pointee.buffer else { return SQLITE_OK }
    return pass(log, buffer, used, log.pointee.start)
  }

  private static func pass(
    _ log: Log, _ octets: UnsafeRawPointer, _ amount: Int32, _ offset: Int64
  ) -> Int32 {
    real(log) { $0.xWrite?($1, octets, amount, offset) }
  }

  private static func real(
    _ log: Log, otherwise: Int32 = SQLITE_IOERR, _ call: (sqlite3_io_methods, File) -> Int32?
  ) -> Int32 {
    guard let file = log.pointee.real, let methods = file.pointee.pMethods else {
      return otherwise
    }
    return call(methods.pointee, file) ?? otherwise
  }

  /// Everything but a write finds the file complete.
  private static func flushed(
    _ file: File?, _ call: (sqlite3_io_methods, File) -> Int32?
  ) -> Int32 {
    guard let file else { return SQLITE_IOERR }
    let code = flush(log(file))
    return code == SQLITE_OK ? real(log(file), call) : code
  }

  private static func close(_ file: File) -> Int32 {
    let log = log(file)
    let flushed = flush(log)
    free(log.pointee.buffer)
    log.pointee.buffer = nil
    let closed = real(log) { $0.xClose?($1) }
    return flushed == SQLITE_OK ? closed : flushed
  }
}

extension LogFile {
  // Made once, never written again, never freed.
  nonisolated(unsafe) private static let methods: UnsafeMutablePointer<sqlite3_io_methods> = {
    let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
    methods.initialize(to: sqlite3_io_methods())
    // Version 1: a log has no shared memory and is never mapped.
    methods.pointee.iVersion = 1
    methods.pointee.xClose = { $0.map { LogFile.close($0) } ?? SQLITE_IOERR }
    methods.pointee.xWrite = { file, octets, amount, offset in
      guard let file, let octets, amount > 0 else { return SQLITE_IOERR }
      return LogFile.write(LogFile.log(file), octets, amount, offset)
    }
    methods.pointee.xRead = { file, octets, amount, offset in
      LogFile.flushed(file) { $0.xRead?($1, octets, amount, offset) }
    }
    methods.pointee.xTruncate = { file, size in
      LogFile.flushed(file) { $0.xTruncate?($1, size) }
    }
    methods.pointee.xSync = { file, flags in
      LogFile.flushed(file) { $0.xSync?($1, flags) }
    }
    methods.pointee.xFileSize = { file, size in
      LogFile.flushed(file) { $0.xFileSize?($1, size) }
    }
    addRest(to: &methods.pointee)
    return methods
  }()

  /// A log is never locked; what it is asked about itself, the real file answers.
  private static func addRest(to methods: inout sqlite3_io_methods) {
    methods.xLock = { file, level in
      LogFile.flushed(file) { $0.xLock?($1, level) }
    }
    methods.xUnlock = { file, level in
      LogFile.flushed(file) { $0.xUnlock?($1, level) }
    }
    methods.xCheckReservedLock = { file, answer in
      LogFile.flushed(file) { $0.xCheckReservedLock?($1, answer) }
    }
    methods.xFileControl = { file, operation, argument in
      LogFile.flushed(file) { $0.xFileControl?($1, operation, argument) }
    }
    methods.xSectorSize = { file in
      guard let file else { return 4_096 }
      return LogFile.real(LogFile.log(file), otherwise: 4_096) { $0.xSectorSize?($1) }
    }
    methods.xDeviceCharacteristics = { file in
      guard let file else { return 0 }
      return LogFile.real(LogFile.log(file), otherwise: 0) { $0.xDeviceCharacteristics?($1) }
    }
  }
}
