// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Whether somebody sends what is due.
struct WorkerCheck: Check {
  private static let name = "worker"
  /// What has been due for so long is late.
  private static let late = Instant.Span.seconds(60)

  func findings(_ patient: Patient) -> [Finding] {
    guard let store = patient.store else { return [] }
    do throws(StoreFailure) {
      let now = patient.clock.now()
      let limit = Instant(milliseconds: now.milliseconds - Self.late.milliseconds)
      let overdue = try store.overdue(before: limit)
      let host = overdue.filter { $0.lane.carrier == .host }
      let ours = overdue.filter { $0.lane.carrier == .library }
      let waiting = ours.reduce(0) { $0 + $1.count } + (try store.late(before: limit))
      let held = try store.abandoned(patient.clock.boot())
      let isThere = patient.isWorkedOn()
      return [own(isThere, waiting, held, ours, now)] + carried(host, now)
    } catch {
      let why = OpenFailure.store(error).words
      return [
        .error(
          Self.name, Words("la file ne se lit pas : \(why)", "the queue cannot be read: \(why)"),
          advice: Words("voyez « store »", "see “store”"))
      ]
    }
  }

  private func own(
    _ isThere: Bool, _ waiting: Int64, _ held: Int64, _ overdue: [StoreInspection.Overdue],
    _ now: Instant
  ) -> Finding {
    let count = waiting + held
    let these = Self.described(count, overdue, now)
    let start = Words(
      "lancez « matines work », sous un superviseur", "run “matines work”, under a supervisor")
    switch (isThere, count > 0) {
    case (true, false): return .ok(Self.name, "un worker travaille", "a worker is at work")
    case (false, false):
      return .warning(
        Self.name,
        Words(
          "aucun worker n’attend : ce qui est accepté ne part pas avant qu’il en vienne un",
          "no worker waits: what is accepted is not sent before one comes"),
        advice: start)
    case (false, true):
      return .error(
        Self.name,
        Words(
          "aucun worker, et des envois dus depuis plus d’une minute (\(these.french))",
          "no worker, and deliveries due for over a minute (\(these.english))"),
        advice: start)
    case (true, true):
      return .warning(
        Self.name,
        Words(
          "un worker tourne, et des envois tardent de plus d’une minute (\(these.french))",
          "a worker runs, and deliveries are due for over a minute (\(these.english))"),
        advice: Words(
          "un serveur est en panne (voyez plus bas), un canal n’est plus réglé, ou le worker est "
            + "bloqué : lisez ses messages",
          "a server is down (see below), a channel is not set any more, or the worker is stuck: "
            + "read what it writes"))
    }
  }

  /// What the application was to take itself.
  private func carried(_ overdue: [StoreInspection.Overdue], _ now: Instant) -> [Finding] {
    let count = overdue.reduce(0) { $0 + $1.count }
    guard count > 0 else { return [] }
    let these = Self.described(count, overdue, now)
    return [
      .warning(
        "worker.host",
        Words(
          "l’application ne prend pas des envois dus depuis plus d’une minute (\(these.french))",
          "the application does not take deliveries due for over a minute (\(these.english))"),
        advice: Words(
          "lancez le processus qui appelle matines_take()",
          "run the process that calls matines_take()"))
    ]
  }

  private static func described(
    _ count: Int64, _ overdue: [StoreInspection.Overdue], _ now: Instant
  ) -> Words {
    guard let oldest = overdue.map(\.oldest).min() else { return Words("\(count)") }
    let minutes = oldest.span(until: now).milliseconds / 60_000
    let channels = overdue.compactMap(\.lane.knownChannel).map(\.text).joined(separator: ", ")
    let list = channels.isEmpty ? "" : " : \(channels)"
    return Words(
      "\(count), le plus ancien depuis \(minutes)\u{00A0}min\(list)",
      "\(count), the oldest for \(minutes) min\(channels.isEmpty ? "" : ": \(channels)")")
  }
}
