// SPDX-License-Identifier: MIT
import Glibc
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Valid values for tests that do not care which.
enum Samples {
  static let moment = Instant(milliseconds: 784_111_777_000)

  static func notificationID() throws -> NotificationID {
    try NotificationID("0192f0c1-2345-7abc-8def-0123456789ab")
  }

  static func notification(
    data: String = #"{"targetUrl":"/a"}"#, severity: Severity = .success
  ) throws -> Notification {
    Notification(
      id: try notificationID(), type: .promotedToMinister, category: .role, severity: severity,
      content: .template(.promotion, data: data), created: moment, expires: moment + .day)
  }

  static func email(
    subject: String = "Bonjour", text: String = "Texte", html: String? = nil,
    to: String = "a@example.com", ending link: UnsubscribeLink? = nil
  ) throws -> Email {
    Email(
      to: try EmailAddress(to), subject: subject, text: text, html: html, locale: .french,
      notification: try notificationID(), created: moment, unsubscribe: link)
  }

  static func push(
    data: String = "{}", severity: Severity = .info, life: Int64 = 14_400
  ) throws -> PushMessage {
    PushMessage(
      user: try UserID("42"),
      subscription: Subscription(endpoint: "https://push.example.net/1", p256dh: [], auth: []),
      notification: try notification(data: data, severity: severity), delivery: 7,
      locale: .french, expires: moment + .seconds(life),
      words: { Rendered(title: "T", text: "B") })
  }

  static func update(user: String = "42", title: String = "Titre é") throws -> RealtimeUpdate {
    RealtimeUpdate(
      user: try UserID(user),
      change: .created(try notification(), title: title, body: "a & b = c + d"),
      counts: Counts(unread: 3, unseenBySeverity: [1, 1, 0, 0], version: 7))
  }

  static func markUpdate(
    _ mark: Mark = .read, user: String = "42", version: Int64 = 9, reload: Bool = false
  ) throws -> MarkUpdate {
    let id = try notificationID()
    return MarkUpdate(
      user: try UserID(user), mark: mark, version: version, newest: id,
      marked: reload ? nil : [id],
      counts: Counts(unread: 3, unseenBySeverity: [1, 1, 0, 0], version: version),
      life: .seconds(60))
  }

  /// Runs one transfer to its end; nil when it never ends.
  static func run(
    _ request: TransferRequest, on transfers: CurlTransfers = CurlTransfers()
  ) -> TransferResult? {
    let ticket = transfers.start(request)
    for _ in 0..<120 {
      for ended in transfers.pump(waiting: .seconds(1), wake: nil) where ended.ticket == ticket {
        return ended.result
      }
    }
    return nil
  }

  /// What a worker would settle.
  static func outcome(_ begun: Begun, on transfers: CurlTransfers = CurlTransfers()) -> Outcome? {
    switch begun {
    case .done(let outcome): return outcome
    case .transfer(let request, let conclude): return run(request, on: transfers).map(conclude)
    }
  }
}

/// An empty directory of mode 0700, removed at the end with what is in it.
final class TemporaryFolder: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/matines-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/nonexistent"
  }

  deinit { Self.remove(path) }

  var names: [String] { Self.names(path) }

  func read(_ name: String) -> [UInt8]? {
    guard let file = fopen("\(path)/\(name)", "rb") else { return nil }
    defer { fclose(file) }
    var octets = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&octets, 1, octets.count, file)
    return Array(octets.prefix(count))
  }

  func write(_ name: String, _ text: String, mode: mode_t = 0o600) {
    guard let file = fopen("\(path)/\(name)", "wb") else { return }
    fputs(text, file)
    fclose(file)
    chmod("\(path)/\(name)", mode)
  }

  func overwrite(_ name: String, _ octets: [UInt8]) {
    guard let file = fopen("\(path)/\(name)", "r+b") else { return }
    fwrite(octets, 1, octets.count, file)
    fclose(file)
  }

  func mode(_ name: String) -> mode_t {
    var found = stat()
    return stat("\(path)/\(name)", &found) == 0 ? found.st_mode & 0o777 : 0
  }

  static func names(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    for name in names(path) where unlink("\(path)/\(name)") != 0 { remove("\(path)/\(name)") }
    rmdir(path)
  }
}
