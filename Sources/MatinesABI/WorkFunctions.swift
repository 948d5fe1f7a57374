// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_work(
  _ engine: OpaquePointer?, _ budget_ms: UInt32,
  _ report: UnsafeMutablePointer<matines_work_report>?
) -> matines_status {
  Structures.clear(report)
  return boundary(engine) { engine in
    try Structures.check(report, "report")
    let done = try engine.workers.work(
      budget: Instant.Span(milliseconds: Int64(budget_ms)))
    write(done, to: report)
  }
}

private func write(
  _ done: WorkReport, to output: UnsafeMutablePointer<matines_work_report>?
) {
  var answer = matines_work_report()
  answer.delivered = UInt32(clamping: done.delivered)
  answer.retried = UInt32(clamping: done.retried)
  answer.failed = UInt32(clamping: done.failed)
  answer.next_due_ms = done.nextDue?.milliseconds ?? 0
  answer.cancelled = UInt32(clamping: done.cancelled)
  answer.unknown = UInt32(clamping: done.unknown)
  answer.misconfigured = UInt32(clamping: done.misconfigured)
  answer.recovered = UInt32(clamping: done.recovered)
  answer.in_flight = UInt32(clamping: done.inFlight)
  answer.expanded = UInt32(clamping: done.expanded)
  Structures.write(answer, to: output)
}

@c @implementation
public func matines_take(
  _ engine: OpaquePointer?, _ channels_json: UnsafePointer<CChar>?,
  _ job_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  job_json?.pointee = nil
  return boundary(engine) { engine in
    let output = try required(job_json, "job_json")
    switch try TakeDocument.read(document(channels_json, "channels_json")) {
    case .stages:
      guard let stage = try engine.carry.takeStage() else { return }
      try give(TakeDocument.write(stage), to: output)
    case .channels(let channels):
      guard let offer = try engine.carry.take(channels) else { return }
      try give(DeliveryDocument.write(offer, from: engine.assembly.document.home), to: output)
    }
  }
}

@c @implementation
public func matines_hand_over(
  _ engine: OpaquePointer?, _ token: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { try $0.carry.handOver(delivery(token)) }
}

@c @implementation
public func matines_begin(
  _ engine: OpaquePointer?, _ token: UnsafePointer<CChar>?,
  _ send: UnsafeMutablePointer<Int32>?
) -> matines_status {
  send?.pointee = 0
  return boundary(engine) { engine in
    let output = try required(send, "send")
    if try engine.carry.begin(delivery(token)) { output.pointee = 1 }
  }
}

@c @implementation
public func matines_extend(
  _ engine: OpaquePointer?, _ token: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { try $0.carry.extend(delivery(token)) }
}

@c @implementation
public func matines_settle(
  _ engine: OpaquePointer?, _ token: UnsafePointer<CChar>?, _ outcome: matines_outcome,
  _ note: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    let note = try optionalText(note, "note", limit: 512)
    guard (MATINES_DELIVERED.rawValue...MATINES_UNKNOWN.rawValue).contains(outcome.rawValue)
    else { throw InvalidValue("outcome", .malformed("not an outcome")) }
    let result = Outcome(outcome, note: note ?? "the host said so")
    try engine.carry.settle(delivery(token), result)
  }
}

private func delivery(_ token: UnsafePointer<CChar>?) throws -> DeliveryToken {
  try DeliveryToken(text(token, "token", limit: 64))
}
