// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// Everything there is in one run, played step by step by one thread.
final class World: @unchecked Sendable {
  let scenario: Scenario
  let store: MemoryStore
  let book: Book
  let policies: PolicyShelf
  let zones: FixedTimeZones
  let hostCarried: [ChannelName]
  let limits: WorkLimits
  var machine = Machine()
  var peers = SimPeers()
  /// Who acts and how; what goes wrong; what peers do; what the library itself rolls.
  let dice: Dice
  let faults: Dice
  let network: Dice
  let chance: Dice
  var processes: [SimProcess] = []
  var users: [UserID] = []
  /// Events whose caller does not know whether they were accepted.
  var unsure: [Emission] = []
  var emitted: [Emission] = []
  /// What the host's own transactions came to.
  var hostEvents: [HostEvent] = []
  var appointments: [Appointment] = []
  /// Deliveries in the host's own queue, which outlives its processes.
  var hostQueue: [SimProcess.Job] = []
  /// What marking many may be taken back with.
  var batches: [(user: UserID, batch: MarkedBatch)] = []
  /// Pushes that browsers may have shown.
  var shown: [PushReceipt] = []
  var circuits: [Int: [SimPeers.Peer: CircuitWatch]] = [:]
  /// Boot milliseconds.
  var diskIsFullUntil: Int64 = .min
  var depth = 0
  private(set) var trace = Trace()
  private(set) var step = 0
  private var lives = 0
  private var names = 0
  var isCalm = false

  struct Emission {
    let event: Event
    let isKnownUser: Bool
  }

  struct HostEvent {
    let id: EventID
    /// Nil while the host's transaction is open.
    var isCommitted: Bool?
    var isFinished = false
  }

  init(_ scenario: Scenario) throws {
    self.scenario = scenario
    let start = Dice(scenario.seed, 99)
    dice = Dice(scenario.seed, 1)
    faults = Dice(scenario.seed, 2)
    network = Dice(scenario.seed, 3)
    chance = Dice(scenario.seed, 4)
    let seal = try IdentifierSeal(key: [UInt8](repeating: 7, count: 32))
    store = MemoryStore(seal: seal)
    zones = SimZones.make(machine.wall, start)
    let document = try PolicyDocument.read(SimPolicy.text(start))
    book = Book(store, seal, zones, document.policy)
    policies = try PolicyShelf(document, in: store)
    hostCarried = start.pick([[], [], [.email], [.sms], [.email, .sms]]) ?? []
    var limits = WorkLimits()
    limits.inFlight = 2 + start.below(15)
    limits.batch = 2 + start.below(15)
    limits.drain = 1 + start.below(4)
    if start.oneIn(4) { limits.waiting = 15 + start.below(60) }
    self.limits = limits
    try people(start)
    for _ in 0...start.below(3) { processes.append(try SimProcess(self, life(start))) }
  }

  private func people(_ dice: Dice) throws {
    for number in 0..<(2 + dice.below(4)) {
      let id = try UserID("u\(number)")
      var user = User(
        id: id, email: dice.oneIn(6) ? nil : try EmailAddress("u\(number)@example.org"),
        phone: dice.oneIn(4) ? nil : try PhoneNumber("+3361234567\(number)"))
      (user.roles, user.domains) = (Self.roles(dice), Self.domains(dice))
      user.timeZone = dice.oneIn(3) ? nil : dice.pick(SimZones.names)
      try store.put(user, now: Instant(milliseconds: machine.wall))
      users.append(id)
      book.places[id] = book.people.count
      book.people.append(Book.Person(id: id, user: user, zone: user.timeZone))
      for browser in 0..<dice.below(3) {
        try store.subscribe(
          id, Self.browser(number, browser, at: machine.wall), currentKey: nil)
      }
    }
    book.browsersChanged()
  }

  static func roles(_ dice: Dice) -> [RoleName] { chosen(["clerk", "chief"], dice) }

  static func domains(_ dice: Dice) -> [DomainName] { chosen(["north", "south"], dice) }

  private static func chosen<Kind>(_ names: [String], _ dice: Dice) -> [Identifier<Kind>] {
    names.compactMap { dice.oneIn(2) ? try? Identifier($0) : nil }
  }

  static func browser(_ person: Int, _ number: Int, at now: Int64) -> RegisteredBrowser {
    let origin = (number % 2 == 0 ? SimPeers.Peer.pushOne : .pushTwo).origin
    return RegisteredBrowser(
      subscription: Subscription(
        endpoint: "\(origin)/\(person)/\(number)", p256dh: [4], auth: [UInt8(person)]),
      created: Instant(milliseconds: now))
  }

  func life(_ dice: Dice) -> Life {
    lives += 1
    let skew = scenario.faults.contains(.skew) ? dice.between(-3_000, 3_000) : 0
    return Life(lives, skew: skew)
  }

  /// No two events have one by chance.
  func name() -> Int {
    names += 1
    return names
  }

  /// Breaks the circles of references.
  func end() { processes = [] }
}

extension World {
  func note(_ life: Life, _ words: StaticString, _ token: DeliveryToken) {
    note(life.number, words, token.id, token.fence)
  }

  func note(_ life: Life, _ words: StaticString, _ first: Int = 0, _ second: Int = 0) {
    note(life.number, words, Int64(first), Int64(second))
  }

  func note(_ life: Int, _ words: StaticString, _ first: Int64 = 0, _ second: Int64 = 0) {
    trace.note(
      Trace.Event(
        step: step, boot: machine.boot.milliseconds, life: life, words: words, first: first,
        second: second))
  }

  /// Nil when every promise was kept.
  func run() throws -> Violation? {
    for number in scenario.kept ?? Array(0..<scenario.steps) {
      play(number)
      if number % 64 == 63 { book.sweep(all: number % 4096 == 4095) }
      if let violation = book.violation { return violation }
    }
    try calmDown()
    return book.violation
  }

  private func play(_ number: Int) {
    step = number
    dice.restart(scenario.seed, step: number, stream: 1)
    faults.restart(scenario.seed, step: number, stream: 2)
    network.restart(scenario.seed, step: number, stream: 3)
    chance.restart(scenario.seed, step: number, stream: 4)
    if dice.oneIn(2) { machine.advance(dice.between(0, 150)) }
    act()
    book.verify()
  }

  func act() {
    switch dice.below(100) {
    case 0..<35: letWork()
    case 35..<41: if scenario.roles.contains(.emitter) { letEmit() }
    case 41: if scenario.roles.contains(.herald) { letHerald() }
    case 42..<47: if scenario.roles.contains(.stager) { letStage() }
    case 47: if scenario.roles.contains(.scheduler) { letSchedule() }
    case 48..<62: if scenario.roles.contains(.person) { letPerson() }
    case 62..<74: if scenario.roles.contains(.carrier) { letCarry() }
    case 74..<77: if scenario.roles.contains(.operator) { letOperate() }
    case 77: if scenario.roles.contains(.registrar) { letRegister() }
    case 78..<94: passTime()
    default: trouble()
    }
  }

  /// A process that is alive; a dead one that is met may be started again.
  func process() -> SimProcess? {
    let at = dice.below(processes.count)
    if processes[at].life.isAlive { return processes[at] }
    guard dice.oneIn(3), let fresh = try? SimProcess(self, life(dice)) else { return nil }
    note(fresh.life, "starts")
    circuits[processes[at].life.number] = nil
    processes[at] = fresh
    return fresh
  }
}
