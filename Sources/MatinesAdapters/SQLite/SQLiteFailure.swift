// SPDX-License-Identifier: MIT
import CSQLite
import Glibc
import MatinesApplication

extension Connection {
  /// What a result code means to the caller, in one line that names the file.
  func failure(_ code: Int32) -> StoreFailure {
    let system = handle.map { sqlite3_system_errno($0) } ?? 0
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy
    case SQLITE_FULL: return .full(line("no space left"))
    case SQLITE_IOERR:
      return system == ENOSPC || system == EDQUOT
        ? .full(line(SystemFault(number: system).words)) : .io(line(reason(code, system)))
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: return .permission(line(reason(code, system)))
    case SQLITE_CANTOPEN:
      return [EACCES, EPERM, EROFS, ELOOP].contains(system)
        ? .permission(line(SystemFault(number: system).words)) : .io(line(reason(code, system)))
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT, SQLITE_MISMATCH, SQLITE_CONSTRAINT,
      SQLITE_ERROR, SQLITE_SCHEMA:
      return .damaged(line(explanation(code)))
    default: return .io(line(explanation(code)))
    }
  }

  private func line(_ reason: String) -> String { "\(path): \(reason)" }

  private func reason(_ code: Int32, _ system: Int32) -> String {
    system == 0 ? explanation(code) : SystemFault(number: system).words
  }

  /// SQLite's own words for errors of SQL name the table; for the others its code says enough.
  private func explanation(_ code: Int32) -> String {
    if code & 0xFF == SQLITE_ERROR, let handle, let text = sqlite3_errmsg(handle) {
      return String(cString: text)
    }
    return sqlite3_errstr(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
