// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// The adapters one document asks for, made and connected; what the use cases are composed from.
package struct Assembly: Sendable {
  package let document: EngineDocument
  package let store: any Store
  package let wakeUp: any WakeUp
  package let presence: any PresenceBook
  /// Why presence is not where it is by default; for the log, as soon as there is one.
  package let presenceWarning: String?
  package let policies: PolicyShelf
  /// Set when the document's policy is a file.
  package let policyFile: PolicyFile?
  let templates: (folder: TemplateFolder, set: TemplateSet)?
  package let clock: any Clock
  package let randomness: any Randomness
  package let zones: any TimeZones
  let realtime: Carried<any RealtimePublisher>
  let mailer: Carried<any Mailer>
  let sms: Carried<any SMS>
  /// What is done with a text before it is sent as SMS.
  package let fitting: TextFitting
  let webpush: Carried<any WebPush>
  /// Set when the library sends web push itself.
  package let push: PushKit?
  package let acknowledgements: PushAcknowledgements
  package let unsubscriptions: UnsubscribeTokens
  package let phoneCodes: PhoneCodes
  package let presenceTokens: PresenceTokens

  /// Who carries a channel, if anybody.
  enum Carried<Port: Sendable>: Sendable {
    case nobody
    case host
    case library(Port)
  }

  package var makeTransfers: @Sendable () throws(StoreFailure) -> any Transfers {
    { () throws(StoreFailure) in CurlTransfers() }
  }

  /// Nil where the library sends no text messages itself.
  package var textSender: (any TextSender)? {
    guard case .library(let sms) = sms else { return nil }
    return DirectSMS(sms, transfer: oneTransfer)
  }

  /// For what is sent while its caller waits.
  package var oneTransfer: OneTransfer {
    OneTransfer(clock: clock, makeTransfers: makeTransfers)
  }

  /// Nil where the library publishes to no hub itself.
  package func bell(clock: any Clock) -> BellUpdates? {
    guard case .library(let publisher) = realtime else { return nil }
    return BellUpdates(publisher: publisher, document.limits.ofPeers, clock: clock)
  }

  /// The channels of the document, in words and by a clock the host may still replace.
  /// `push` is the service made from the kit, if there is one; `bell` is what goes to the hub too.
  package func channels(
    _ wording: Wording, push: PushService?, bell: BellUpdates?, clock: any Clock
  ) throws(InvalidValue) -> ChannelBook {
    let book = ChannelBook()
    if let push { try book.add(WebPushChannel(push: push, wording: wording)) }
    let limits = document.limits.ofPeers
    try add(realtime, .realtime, to: book) {
      PeerChannel(
        RealtimeChannel(publisher: $0, wording: wording), limits, gate: bell?.gate, clock: clock)
    }
    try add(webpush, .webpush, to: book) { WebPushChannel(push: $0, wording: wording) }
    try add(mailer, .email, to: book) {
      // A message may take half a minute from when it gets a connection on.
      var patient = limits
      patient.longest *= 2
      return PeerChannel(EmailChannel(mailer: $0, wording: wording), patient, clock: clock)
    }
    try add(sms, .sms, to: book) {
      PeerChannel(SMSChannel(sms: $0, wording: wording, fitting: fitting), limits, clock: clock)
    }
    return book
  }

  /// Nil where the document names no page that they would lead to.
  package func links(_ policies: any PolicyArchive) -> (any UnsubscribeLinks)? {
    document.unsubscribe.map { SignedLinks($0, unsubscriptions, policies: policies) }
  }

  /// The policies as the use cases see them.
  package func policies(clock: any Clock, log: any Log) -> any PolicyArchive {
    guard let policyFile else { return policies }
    return FollowedPolicy(policyFile, policies, clock: clock, log: log)
  }

  /// The words of the templates, as the use cases see them.
  package func renderer(clock: any Clock, log: any Log) -> any TemplateRenderer {
    let sets: any TemplateSets =
      templates.map { FollowedTemplates($0.folder, $0.set, clock: clock, log: log) }
      ?? ShippedSet()
    return MustacheTemplateRenderer(
      sets, origin: document.origin, fallback: document.locale, zones: zones, log: log)
  }

  private func add<Port>(
    _ carried: Carried<Port>, _ name: ChannelName, to book: ChannelBook,
    _ channel: (Port) -> any Channel
  ) throws(InvalidValue) {
    switch carried {
    case .nobody: break
    case .host: try book.addHostCarried(name)
    case .library(let port): try book.add(channel(port))
    }
  }
}

extension Registry {
  package static func assemble(_ document: EngineDocument) throws(OpenFailure) -> Assembly {
    let (policy, policyFile) = try policy(document)
    let templates = try templates(document)
    let clock = SystemClock()
    let around = Surroundings(document: document, keys: keyFiles(document), clock: clock)
    // Channels first: their mistakes are found before a file is made.
    let realtime = try carried("realtime", document.realtime, realtime, around)
    let mailer = try carried("mailer", document.mailer, mailers, around)
    let rules = try configuring { () throws(InvalidValue) in
      try document.sms.map { (dsn) throws(InvalidValue) in try SMSOptions.rules(dsn) }
    }
    let sms = try carried("sms", document.sms, sms, around)
    let acknowledgements = PushAcknowledgements(keys: around.keys)
    let push = try pushKit(around, acknowledgements)
    let webpush = try pushCarrier(around)
    let presenceMaker = try chosenPresence(around)
    let parts = try maker("store", document.store.scheme, in: stores)(document.store, around)
    let policies: PolicyShelf
    let presence: MadePresence
    do throws(OpenFailure) {
      policies = try storing { () throws(StoreFailure) in
        try PolicyShelf(policy, in: parts.store)
      }
      presence = try presenceMaker(parts)
    } catch {
      parts.store.close()
      throw error
    }
    return Assembly(
      document: document, store: parts.store, wakeUp: parts.wakeUp,
      presence: presence.book, presenceWarning: presence.warning, policies: policies,
      policyFile: policyFile,
      templates: templates, clock: clock,
      randomness: SystemRandomness(), zones: ICUTimeZones(), realtime: realtime, mailer: mailer,
      sms: sms, fitting: TextFitting(rules ?? .standard), webpush: webpush, push: push,
      acknowledgements: acknowledgements,
      unsubscriptions: UnsubscribeTokens(keys: around.keys, clock: clock),
      phoneCodes: PhoneCodes(keys: around.keys),
      presenceTokens: PresenceTokens(keys: around.keys))
  }

  private static func pushKit(
    _ around: Surroundings, _ acknowledgements: PushAcknowledgements
  ) throws(OpenFailure) -> PushKit? {
    guard case .service(let settings) = around.document.webpush else { return nil }
    return try configuring { () throws(InvalidValue) in
      try PushKit(settings, around.document, acknowledgements)
    }
  }

  private static func pushCarrier(
    _ around: Surroundings
  ) throws(OpenFailure) -> Assembly.Carried<any WebPush> {
    guard case .dsn(let dsn) = around.document.webpush else { return .nobody }
    return try carried("webpush", dsn, webpush, around)
  }

  static func keyFiles(_ document: EngineDocument) -> KeyFiles? {
    if let path = document.keys { return KeyFiles(path: path) }
    guard document.store.scheme.lowercased() == "sqlite" else { return nil }
    return KeyFiles(path: document.store.path + ".keys")
  }

  private static func carried<Port>(
    _ member: String, _ dsn: DSN?, _ makers: [String: Maker<Port>], _ around: Surroundings
  ) throws(OpenFailure) -> Assembly.Carried<Port> {
    guard let dsn else { return .nobody }
    if dsn.scheme.lowercased() == "host" { return .host }
    do throws(OpenFailure) {
      return .library(try maker(member, dsn.scheme, in: makers)(dsn, around))
    } catch {
      // The makers know their own options; whoever reads the message must know the member.
      guard case .configuration(let invalid) = error, !invalid.field.hasPrefix(member) else {
        throw error
      }
      throw .configuration(InvalidValue("\(member): \(invalid.field)", invalid.problem))
    }
  }

  static func policy(
    _ document: EngineDocument
  ) throws(OpenFailure) -> (PolicyDocument, PolicyFile?) {
    switch document.policy {
    case .builtIn:
      return (try reading { () throws(InvalidPolicy) in try PolicyDocument(.object([:])) }, nil)
    case .inline(let value):
      return (try reading { () throws(InvalidPolicy) in try PolicyDocument(value) }, nil)
    case .file(let path):
      let file = PolicyFile(path)
      return (try file.read(), file)
    }
  }

  static func templates(
    _ document: EngineDocument
  ) throws(OpenFailure) -> (folder: TemplateFolder, set: TemplateSet)? {
    guard let path = document.templates else { return nil }
    let folder = TemplateFolder(path)
    return (folder, try TemplateShelf.set(of: folder.read()))
  }

  private static func reading(
    _ read: () throws(InvalidPolicy) -> PolicyDocument
  ) throws(OpenFailure) -> PolicyDocument {
    do throws(InvalidPolicy) {
      return try read()
    } catch {
      throw .configuration(error.summary)
    }
  }
}
