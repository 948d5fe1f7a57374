// SPDX-License-Identifier: MIT
import CMatines

/// `matines prune`: forgets what has been kept long enough.
struct PruneCommand {
  private let arguments: Arguments
  private let language: Language
  /// Of categories that say nothing, in milliseconds; 0 for ever.
  private let keep: Int64
  /// 0: until everything was looked at.
  private let budget: UInt32

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow(["--keep", "--for", "--json"], language)
    guard rest.isEmpty else {
      throw .usage(language("prune ne prend que des options", "prune takes options only"))
    }
    let days = try arguments.number("--keep", in: 1...36_500, language) ?? 0
    keep = days * 86_400_000
    let seconds = try arguments.number("--for", in: 1...86_400, language) ?? 0
    budget = UInt32(clamping: seconds * 1_000)
    self.arguments = arguments
    self.language = language
  }

  func run() throws(Failure) {
    let engine = try Engine(arguments, language)
    var report = matines_prune_report()
    report.size = UInt32(MemoryLayout<matines_prune_report>.size)
    try engine.call { matines_prune($0, keep, budget, &report) }
    try Terminal().print(arguments.has("--json") ? document(report) : sentence(report))
  }

  private func sentence(_ report: matines_prune_report) -> String {
    let (total, free) = (megabytes(report.store_bytes), megabytes(report.free_bytes))
    let done = language(
      """
      \(report.recipients) lignes de boîte, \(report.deliveries) envois, \
      \(report.notifications) notifications, \(report.keys) clés et \(report.others) autres \
      lignes retirés ; base : \(total) Mo dont \(free) libres
      """,
      """
      \(report.recipients) inbox rows, \(report.deliveries) deliveries, \
      \(report.notifications) notifications, \(report.keys) keys and \(report.others) other \
      rows removed; store: \(total) MB, \(free) of them free
      """)
    if report.finished != 0 { return done }
    return done + language(" ; le prochain appel continuera", "; the next call goes on")
  }

  private func megabytes(_ octets: Int64) -> String {
    "\(octets / 1_000_000).\(octets / 100_000 % 10)"
  }

  private func document(_ report: matines_prune_report) -> String {
    """
    {"version":1,"finished":\(report.finished != 0),"notifications":\(report.notifications),\
    "recipients":\(report.recipients),"deliveries":\(report.deliveries),\
    "keys":\(report.keys),"others":\(report.others),"store_bytes":\(report.store_bytes),\
    "free_bytes":\(report.free_bytes)}
    """
  }
}
