// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Scheme -> maker: the only list of adapters.
package enum Registry {
  /// What a maker may lean on.
  struct Surroundings {
    let document: EngineDocument
    let keys: KeyFiles?
    let clock: any Clock
  }

  typealias Maker<Port> = @Sendable (DSN, Surroundings) throws(OpenFailure) -> Port

  struct StoreParts {
    let store: any Store
    let wakeUp: any WakeUp
    /// The real path of its file, where there is one.
    var file: String?
  }

  static let stores: [String: Maker<StoreParts>] = [
    "sqlite": sqlite, "memory": memory,
  ]
  static let realtime: [String: Maker<any RealtimePublisher>] = [
    "mercure+https": mercure, "mercure+http": mercure,
  ]
  static let mailers: [String: Maker<any Mailer>] = [
    "smtp": smtp, "smtps": smtp, "spool": spoolMail,
  ]
  static let sms: [String: Maker<any SMS>] = [
    "spool": spoolSMS,
    "twilio": provider(TwilioSMS.init),
    "ovhcloud": provider(OVHcloudSMS.init),
    "messagebird": provider(MessageBirdSMS.init),
  ]
  static let webpush: [String: Maker<any WebPush>] = ["spool": spoolPush]
  static let presence: [String: PresenceMaker] = [
    "store": storePresence, "memory": memoryPresence, "shm": sharedPresence,
  ]

  /// Schemes whose adapters come with later releases.
  private static let reserved: [String: [String]] = [
    "store": ["pgsql", "postgresql", "redis"],
    "realtime": [],
    "mailer": ["sendmail", "native", "mailgun+https"],
    "sms": ["vonage"],
    "webpush": [],
    "presence": ["redis"],
  ]

  static func maker<Made>(
    _ member: String, _ scheme: String, in list: [String: Made]
  ) throws(OpenFailure) -> Made {
    if let found = list[scheme.lowercased()] { return found }
    let shown = PlainText.oneLine(scheme, limit: 32)
    if reserved[member]?.contains(scheme.lowercased()) ?? false {
      throw .unsupported("\(member): \(shown): is reserved for a later release")
    }
    let known = list.keys.sorted().joined(separator: ", ")
    throw .configuration(
      InvalidValue(member, .malformed("no adapter for '\(shown)'; there are \(known)")))
  }

  @Sendable private static func sqlite(
    _ dsn: DSN, _ around: Surroundings
  ) throws(OpenFailure) -> StoreParts {
    try configuring { () throws(InvalidValue) in
      try refuseOptions("store", dsn, but: ["survive_power_loss"])
    }
    let survives = dsn["survive_power_loss"] ?? "yes"
    guard ["yes", "no"].contains(survives) else {
      throw .configuration(
        InvalidValue("store.survive_power_loss", .malformed("not yes or no")))
    }
    guard !dsn.path.isEmpty else {
      throw .configuration(InvalidValue("store", .malformed("names no file")))
    }
    // The file first: a store that cannot be is a clearer answer than keys that cannot.
    let file = try storing { () throws(StoreFailure) in try StoreFile(dsn.path).path }
    let seal = try configuring { () throws(InvalidValue) in
      try IdentifierSeal(key: keys(around).key(.identifiers).withOctets(Array.init))
    }
    let store = try storing { () throws(StoreFailure) in
      try SQLiteStore(
        path: dsn.path, survivesPowerLoss: survives == "yes", seal: seal,
        busy: around.document.busy)
    }
    return StoreParts(store: store, wakeUp: DatagramWakeUp(storePath: dsn.path), file: file)
  }

  private static func keys(_ around: Surroundings) throws(InvalidValue) -> KeyFiles {
    guard let keys = around.keys else { throw InvalidValue("keys", .missing) }
    return keys
  }

  @Sendable private static func memory(
    _ dsn: DSN, _ around: Surroundings
  ) throws(OpenFailure) -> StoreParts {
    let seal = try configuring { () throws(InvalidValue) in
      try IdentifierSeal(key: passingKey())
    }
    return StoreParts(store: MemoryStore(seal: seal), wakeUp: MemoryWakeUp())
  }

  static func refuseOptions(
    _ member: String, _ dsn: DSN, but known: [String]
  ) throws(InvalidValue) {
    for option in dsn.options where !known.contains(option.name) {
      throw InvalidValue(
        "\(member).\(PlainText.oneLine(option.name, limit: 64))", .malformed("unknown option"))
    }
  }

  @Sendable private static func mercure(
    _ dsn: DSN, _ around: Surroundings
  ) throws(OpenFailure) -> any RealtimePublisher {
    try configuring { () throws(InvalidValue) in
      let hub = try MercureHub(dsn: dsn, origin: around.document.origin)
      let keys = HubKeys(hub, around.keys)
      return try MercurePublisher(
        hub: hub, publisherKey: keys.publisher(), clock: around.clock,
        subscriber: keys.subscriber())
    }
  }

  @Sendable private static func smtp(
    _ dsn: DSN, _ around: Surroundings
  ) throws(OpenFailure) -> any Mailer {
    try configuring { () throws(InvalidValue) in try SMTPMailer(dsn: dsn) }
  }

  @Sendable private static func spoolMail(
    _ dsn: DSN, _ around: Surroundings
  ) throws(OpenFailure) -> any Mailer {
    try configuring { () throws(InvalidValue) in
      try refuseOptions("mailer", dsn, but: ["from", "from_name"])
      return try SpoolMailer(
        directory: dsn.path,
        from: EmailAddress(dsn["from"] ?? "matines@localhost", field: "mailer.from"),
        fromName: dsn["from_name"])
    }
  }

  @Sendable private static func spoolSMS(
    _ dsn: DSN, _ around: Surroundings
  ) throws(OpenFailure) -> any SMS {
    try configuring { () throws(InvalidValue) in
      try SMSOptions.refuseOthers(dsn, but: [])
      return try SpoolSMS(directory: dsn.path)
    }
  }

  private static func provider(
    _ make: @escaping @Sendable (DSN, any Clock) throws(InvalidValue) -> any SMS
  ) -> Maker<any SMS> {
    { (dsn, around) throws(OpenFailure) in
      try configuring { () throws(InvalidValue) in try make(dsn, around.clock) }
    }
  }

  @Sendable private static func spoolPush(
    _ dsn: DSN, _ around: Surroundings
  ) throws(OpenFailure) -> any WebPush {
    try configuring { () throws(InvalidValue) in
      try refuseOptions("webpush", dsn, but: [])
      return try SpoolWebPush(directory: dsn.path)
    }
  }
}
