// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// Presence as the host knows it, or the pings.
struct HostPresence: PresenceChecker {
  let table: HostTable<matines_presence_port>

  func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    let answer = table.call { functions, context in
      user.text.withCString { functions.check?(context, $0) ?? 0 }
    }
    return Presence(rawValue: Int(answer)) ?? .offline
  }
}

/// Who answers for presence, and the book that takes pings: the same, unless it is the host.
struct ChosenPresence: Sendable {
  let checker: any PresenceChecker
  let book: (any PresenceBook)?

  init(_ book: any PresenceBook) { (checker, self.book) = (book, book) }
  init(host: any PresenceChecker) { (checker, book) = (host, nil) }
}

struct SettablePresence: PresenceChecker {
  let port: Replaceable<ChosenPresence>

  var isStore: Bool { port.current.checker.isStore }

  func presence(of user: UserID, boot: BootTime) throws(StoreFailure) -> Presence {
    try port.use { (chosen) throws(StoreFailure) in
      try chosen.checker.presence(of: user, boot: boot)
    }
  }

  func presence(
    plain user: Span<UInt8>, boot: BootTime
  ) throws(StoreFailure) -> Presence? {
    try port.use { (chosen) throws(StoreFailure) in
      try chosen.checker.presence(plain: user, boot: boot)
    }
  }

  func presences(
    of users: [UserID], boot: BootTime
  ) throws(StoreFailure) -> [Presence] {
    try port.current.checker.presences(of: users, boot: boot)
  }
}

/// The pings, unless the host answers for presence itself.
struct SettableBook: Sendable {
  let port: Replaceable<ChosenPresence>

  var current: (any PresenceBook)? { port.current.book }
}

/// The host's own people.
struct HostDirectory: UserReadModel {
  let table: HostTable<matines_user_directory>

  func user(_ id: UserID) throws(DirectoryFailure) -> User? {
    let (status, document) = table.call { functions, context in
      var answer: UnsafePointer<CChar>?
      let status = id.text.withCString {
        functions.find?(context, $0, &answer) ?? MATINES_EUNSUPPORTED
      }
      return (status, answer.map { hostText($0, limit: 65_536) ?? "" })
    }
    guard status == MATINES_OK else {
      throw DirectoryFailure("the host answered status \(status.rawValue)")
    }
    guard let document else { return nil }
    do throws(InvalidValue) {
      let user = try UserDocument.read(document)
      guard user.id == id else { throw InvalidValue("user.id", .malformed("another person's")) }
      return user
    } catch {
      throw DirectoryFailure(error.description)
    }
  }
}

struct SettableDirectory: UserReadModel {
  let port: Replaceable<(any UserReadModel)?>

  func user(_ id: UserID) throws(DirectoryFailure) -> User? {
    try port.current?.user(id)
  }
}

/// The host's own words, and the library's where it has none.
struct HostRenderer: TemplateRenderer {
  private static let limit = 1_048_576

  let table: HostTable<matines_renderer>
  let own: any TemplateRenderer
  let home: HomeOrigin?
  var snapshot: (any TemplateRenderer)? { nil }

  func render(_ request: RenderRequest) throws(RenderFailure) -> Rendered {
    let (status, answer) = ask(RenderingDocument.write(request, from: home))
    switch status {
    case MATINES_OK: return try read(answer)
    case MATINES_ENOTFOUND: return try own.render(request)
    default: throw RenderFailure("renderer: the host answered status \(status.rawValue)")
    }
  }

  private enum Answer {
    case text(String)
    case refused(String)
  }

  private func ask(_ question: String) -> (matines_status, Answer) {
    table.call { functions, context in
      var answer: UnsafePointer<CChar>?
      let status = question.withCString {
        functions.render?(context, $0, &answer) ?? MATINES_EUNSUPPORTED
      }
      return (status, Self.taken(answer))
    }
  }

  /// Copied at once: it ends with the call.
  private static func taken(_ answer: UnsafePointer<CChar>?) -> Answer {
    guard let answer, let octets = octets(answer, limit: limit) else {
      return .refused("the host answered nothing")
    }
    guard octets.count <= limit else {
      return .refused("the answer is longer than \(limit) octets")
    }
    guard let text = hostText(answer, limit: limit) else {
      return .refused("the answer is not UTF-8")
    }
    return .text(text)
  }

  private func read(_ answer: Answer) throws(RenderFailure) -> Rendered {
    switch answer {
    case .refused(let why): throw RenderFailure("renderer: \(why)")
    case .text(let document):
      do throws(InvalidValue) {
        return try RenderingDocument.read(document)
      } catch {
        throw RenderFailure("renderer: \(error.description)")
      }
    }
  }
}

struct SettableRenderer: TemplateRenderer {
  let port: Replaceable<any TemplateRenderer>
  var snapshot: (any TemplateRenderer)? { port.current.snapshot }

  func render(_ request: RenderRequest) throws(RenderFailure) -> Rendered {
    try port.current.render(request)
  }
}

/// The host's own time: for tests that must not wait. All it answers is a time from 1970 to 9999.
struct HostClock: Clock {
  static let times: ClosedRange<Int64> = 0...253_402_300_799_999
  let table: HostTable<matines_clock>

  var runs: Bool { false }

  func now() -> Instant {
    Instant(milliseconds: Self.bounded(table.call { $0.now_ms?($1) ?? 0 }))
  }

  /// One boot: the host's clock has no other.
  func boot() -> BootTime {
    BootTime(milliseconds: Self.bounded(table.call { $0.boot_ms?($1) ?? 0 }), id: 0)
  }

  private static func bounded(_ time: Int64) -> Int64 {
    min(max(time, times.lowerBound), times.upperBound)
  }
}

struct SettableClock: Clock {
  let port: Replaceable<any Clock>

  var runs: Bool { port.current.runs }
  func now() -> Instant { port.current.now() }
  func boot() -> BootTime { port.use { $0.boot() } }
  func roughBoot() -> BootTime { port.use { $0.roughBoot() } }
}

struct HostLog: Log {
  let table: HostTable<matines_log>

  func write(_ level: LogLevel, _ message: String) {
    let line = PlainText.oneLine(message, limit: 1_024)
    table.call { functions, context in
      line.withCString {
        functions.write?(context, matines_log_level(rawValue: UInt32(level.rawValue)), $0)
      }
    }
  }
}

struct SettableLog: Log {
  let port: Replaceable<(any Log)?>

  func write(_ level: LogLevel, _ message: String) { port.current?.write(level, message) }
}

/// A channel of the host's own.
struct HostChannel: Channel {
  let name: ChannelName
  var atMostOnce: Bool { name == .sms }
  var mayBlock: Bool { true }
  let table: HostTable<matines_channel>
  let wording: Wording
  let home: HomeOrigin?

  func prepare(_ delivery: Delivery) -> Prepared {
    let document: [UInt8]
    do throws(RenderFailure) {
      document = DeliveryDocument.octets(try wording.offer(delivery), from: home)
    } catch {
      return .done(.failed(why: error.why))
    }
    let atMost = Instant.Span(milliseconds: Int64(table.functions.timeout_ms))
    return .blocking(atMost: atMost) { [table, name] in
      let answer = table.call { functions, context in
        document.withUnsafeBytes { octets in
          functions.deliver?(context, octets.bindMemory(to: CChar.self).baseAddress)
        }
      }
      return Outcome(answer, note: "channel \(name.text): the host's answer")
    }
  }
}

extension Outcome {
  /// Whatever is not in the header is a defect of the host's function, and not a success.
  init(_ outcome: matines_outcome?, note: String) {
    switch outcome {
    case MATINES_DELIVERED: self = .delivered(reference: nil)
    case MATINES_LATER: self = .later(why: note, after: nil)
    case MATINES_GONE: self = .gone(why: note)
    case MATINES_UNKNOWN: self = .unknown(why: note)
    case MATINES_FAILED: self = .failed(why: note)
    default: self = .failed(why: "\(note) is not an outcome")
    }
  }
}

extension matines_outcome {
  /// A wrong setting is mended, and then the message may be tried again.
  init(_ outcome: Outcome) {
    switch outcome {
    case .delivered: self = MATINES_DELIVERED
    case .later, .misconfigured: self = MATINES_LATER
    case .failed: self = MATINES_FAILED
    case .gone: self = MATINES_GONE
    case .unknown: self = MATINES_UNKNOWN
    }
  }
}
