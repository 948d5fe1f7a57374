// SPDX-License-Identifier: MIT
import CMatines

/// What the rounds of one run did, added up.
struct WorkTally {
  var lastStatus = MATINES_OK
  private var delivered = 0
  private var cancelled = 0
  private var retried = 0
  private var failed = 0
  private var unknown = 0

  mutating func add(_ report: matines_work_report) {
    delivered += Int(report.delivered)
    cancelled += Int(report.cancelled)
    retried += Int(report.retried)
    failed += Int(report.failed)
    unknown += Int(report.unknown)
  }

  static func isIdle(_ report: matines_work_report) -> Bool {
    let done = [
      report.delivered, report.cancelled, report.retried, report.failed, report.unknown,
      report.misconfigured, report.recovered,
    ]
    return done.allSatisfy { $0 == 0 }
  }

  func line(_ language: Language) -> String {
    language(
      "envoyés \(delivered), annulés \(cancelled), reportés \(retried), "
        + "échoués \(failed), sans réponse \(unknown)",
      "sent \(delivered), cancelled \(cancelled), put off \(retried), "
        + "failed \(failed), without an answer \(unknown)")
  }
}
