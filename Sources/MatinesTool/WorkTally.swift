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
  private var expanded = 0

  mutating func add(_ report: matines_work_report) {
    delivered += Int(report.delivered)
    cancelled += Int(report.cancelled)
    retried += Int(report.retried)
    failed += Int(report.failed)
    unknown += Int(report.unknown)
    expanded += Int(report.expanded)
  }

  static func isIdle(_ report: matines_work_report) -> Bool {
    let done = [
      report.delivered, report.cancelled, report.retried, report.failed, report.unknown,
      report.misconfigured, report.recovered, report.expanded,
    ]
    return done.allSatisfy { $0 == 0 }
  }

  func line(_ language: Language) -> String {
    let sent = language(
      "envoyés \(delivered), annulés \(cancelled), reportés \(retried), "
        + "échoués \(failed), sans réponse \(unknown)",
      "sent \(delivered), cancelled \(cancelled), put off \(retried), "
        + "failed \(failed), without an answer \(unknown)")
    return found(language) + sent
  }

  /// Only where there was somebody to find.
  private func found(_ language: Language) -> String {
    expanded == 0 ? "" : language("trouvés \(expanded), ", "found \(expanded), ")
  }
}
