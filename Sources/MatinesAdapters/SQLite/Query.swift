// SPDX-License-Identifier: MIT
import CSQLite
import MatinesApplication
import MatinesDomain

/// One use of a prepared statement; its end resets the statement, so that no lock outlives it.
struct Query: ~Copyable {
  private let connection: Connection
  private let handle: OpaquePointer
  private var fault = SQLITE_OK

  init(_ connection: Connection, _ handle: OpaquePointer) {
    self.connection = connection
    self.handle = handle
  }

  deinit { sqlite3_reset(handle) }

  /// True while there is a row.
  mutating func step() throws(StoreFailure) -> Bool {
    guard fault == SQLITE_OK else { throw connection.failure(fault) }
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.failure(code)
    }
  }

  /// For statements without rows.
  mutating func run() throws(StoreFailure) {
    _ = try step()
  }

  /// Ready for other values.
  mutating func reset() { sqlite3_reset(handle) }
}

extension Query {
  mutating func bind(_ index: Int32, _ value: Int64) {
    note(sqlite3_bind_int64(handle, index, value))
  }

  mutating func bind(_ index: Int32, _ value: Int64?) {
    guard let value else { return note(sqlite3_bind_null(handle, index)) }
    bind(index, value)
  }

  mutating func bind(_ index: Int32, _ value: String?) {
    guard let value else { return note(sqlite3_bind_null(handle, index)) }
    bind(index, value)
  }

  /// Copied: the octets of a short string have no address that outlives the call.
  mutating func bind(_ index: Int32, _ value: String) {
    var value = value
    note(value.withUTF8 { bindText(index, $0) })
  }

  /// Octets that are UTF-8.
  mutating func bindText(_ index: Int32, _ octets: [UInt8]) {
    note(octets.withUnsafeBufferPointer { bindText(index, $0) })
  }

  private func bindText(_ index: Int32, _ octets: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let start = octets.baseAddress, !octets.isEmpty else {
      return matines_sqlite_bind_text_copied(handle, index, "", 0)
    }
    if let kept = connection.area.keep(octets) {
      return matines_sqlite_bind_text_kept(handle, index, kept, Int32(clamping: octets.count))
    }
    return matines_sqlite_bind_text_copied(handle, index, start, Int32(clamping: octets.count))
  }

  mutating func bind(_ index: Int32, _ value: [UInt8]) {
    let code = value.withUnsafeBytes { octets in
      matines_sqlite_bind_blob_copied(
        handle, index, octets.baseAddress, Int32(clamping: octets.count))
    }
    note(code)
  }

  /// As a JSON array, for `json_each`: one statement then does what many would.
  mutating func bind(_ index: Int32, _ numbers: [Int64]) {
    guard let kept = connection.area.keep(numbers), let start = kept.baseAddress else {
      return bind(index, "[\(numbers.map { "\($0)" }.joined(separator: ","))]")
    }
    note(matines_sqlite_bind_text_kept(handle, index, start, Int32(clamping: kept.count)))
  }

  mutating func bind(_ index: Int32, _ instant: Instant?) { bind(index, instant?.milliseconds) }

  mutating func bind<Kind>(_ index: Int32, _ name: Identifier<Kind>) { bind(index, name.text) }

  /// A value that was not bound must never be written as NULL: the next step fails instead.
  private mutating func note(_ code: Int32) {
    if code != SQLITE_OK { fault = code }
  }
}

extension Query {
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  /// Numbers that must fit: rungs, attempts, states.
  func small(_ column: Int32) throws(StoreFailure) -> Int {
    guard let value = Int32(exactly: integer(column)), value >= 0 else { throw damaged() }
    return Int(value)
  }

  func instant(_ column: Int32) -> Instant { Instant(milliseconds: integer(column)) }

  func optionalInstant(_ column: Int32) -> Instant? {
    optionalInteger(column).map { Instant(milliseconds: $0) }
  }

  func optionalText(_ column: Int32) throws(StoreFailure) -> String? {
    guard let octets = octets(column) else { return nil }
    return try text(octets)
  }

  /// Valid until the next step.
  private func octets(_ column: Int32) -> UnsafeBufferPointer<UInt8>? {
    guard let start = sqlite3_column_text(handle, column) else { return nil }
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  /// SQLite ends every text with a zero octet; one that stands earlier was never ours.
  private func text(_ octets: UnsafeBufferPointer<UInt8>) throws(StoreFailure) -> String {
    let text = octets.withMemoryRebound(to: CChar.self) { characters in
      characters.baseAddress.flatMap { String(validatingCString: $0) }
    }
    guard let text, text.utf8.count == octets.count else { throw damaged() }
    return text
  }

  /// A text that is mostly the one read before, and then was checked already.
  func value<Value>(
    _ column: Int32, _ recent: Recent<Value>, _ check: (String) throws(InvalidValue) -> Value
  ) throws(StoreFailure) -> Value {
    guard let octets = octets(column) else { throw damaged() }
    if let known = recent.value(of: octets) { return known }
    let text = try text(octets)
    do throws(InvalidValue) {
      let value = try check(text)
      recent.note(value, of: text)
      return value
    } catch {
      throw damaged()
    }
  }

  func name<Kind>(
    _ column: Int32, _ recent: Recent<Identifier<Kind>>
  ) throws(StoreFailure) -> Identifier<Kind> {
    try value(column, recent) { (text) throws(InvalidValue) in try Identifier<Kind>(text) }
  }

  func text(_ column: Int32) throws(StoreFailure) -> String {
    guard let text = try optionalText(column) else { throw damaged() }
    return text
  }

  func blob(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, column))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  func name<Kind>(_ column: Int32) throws(StoreFailure) -> Identifier<Kind> {
    guard let name = try? Identifier<Kind>(text(column)) else { throw damaged() }
    return name
  }

  /// A lane of ours names its channel; only a host's has to be read.
  func channel(_ column: Int32, lane: Int32) throws(StoreFailure) -> ChannelName {
    if let known = Lane.stored(integer(lane)).knownChannel { return known }
    return try name(column, recent.channel)
  }

  var recent: RecentValues { connection.recent }

  func state(_ column: Int32) throws(StoreFailure) -> DeliveryState {
    guard let state = try DeliveryState(rawValue: small(column)) else { throw damaged() }
    return state
  }

  /// Whatever is read is checked: the file may not be ours.
  func damaged() -> StoreFailure {
    .damaged("\(connection.path): a stored value contradicts itself")
  }
}
