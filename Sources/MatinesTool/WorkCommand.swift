// SPDX-License-Identifier: MIT
import CMatines

/// `matines work`: sends what is due.
struct WorkCommand {
  private let arguments: Arguments
  private let language: Language
  /// What `--for` asks, in milliseconds; nil works until a signal.
  private let limit: Int64?

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow(["--once", "--for", ParentPipe.option], language)
    guard rest.isEmpty else {
      throw .usage(language("work ne prend que des options", "work takes options only"))
    }
    limit = try arguments.number("--for", in: 1...31_536_000, language).map { $0 * 1_000 }
    guard limit == nil || !arguments.has("--once") else {
      throw .usage(
        language("--once et --for s’excluent", "--once and --for exclude each other"))
    }
    self.arguments = arguments
    self.language = language
  }

  func run() throws(Failure) {
    StopSignal.listen()
    if arguments.has(ParentPipe.option) { ParentPipe.stopWithInput() }
    let engine = try Engine(arguments, language)
    try OperatorLog.attach(to: engine)
    var tally = WorkTally()
    if arguments.has("--once") {
      try workOnce(engine, &tally)
    } else {
      try workOn(engine, &tally)
    }
    engine.close()
    try Terminal().print(tally.line(language))
  }

  /// A locked store is the weather; any other failure is for whoever watches over this process.
  private func workOn(_ engine: Engine, _ tally: inout WorkTally) throws(Failure) {
    let start = ClockTime.elapsing()
    while !StopSignal.wasReceived {
      var budget: Int64 = 1_000
      if let limit {
        let left = limit - (ClockTime.elapsing() - start)
        guard left > 0 else { break }
        budget = min(budget, left)
      }
      do throws(Failure) {
        _ = try round(engine, UInt32(clamping: budget), &tally)
      } catch {
        guard tally.lastStatus == MATINES_EBUSY else { throw error }
        OperatorLog.write(error.message)
      }
    }
  }

  /// Until nothing is due and nothing in flight, or a round that found nothing it could do.
  private func workOnce(_ engine: Engine, _ tally: inout WorkTally) throws(Failure) {
    var budget: UInt32 = 0
    while !StopSignal.wasReceived {
      let report = try round(engine, budget, &tally)
      let isDue = report.next_due_ms > 0 && report.next_due_ms <= ClockTime.now()
      if report.in_flight == 0, !isDue || WorkTally.isIdle(report) { return }
      // Answers are under way: waiting for them in the library costs less than asking again.
      budget = report.in_flight > 0 ? 50 : 0
    }
  }

  private func round(
    _ engine: Engine, _ budget: UInt32, _ tally: inout WorkTally
  ) throws(Failure) -> matines_work_report {
    var report = matines_work_report()
    report.size = UInt32(MemoryLayout<matines_work_report>.size)
    tally.lastStatus = engine.status { matines_work($0, budget, &report) }
    guard tally.lastStatus == MATINES_OK else { throw .refused(Engine.lastMessage) }
    tally.add(report)
    return report
  }
}
