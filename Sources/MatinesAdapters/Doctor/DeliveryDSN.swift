// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// What all channels that a DSN names have in common: the host's own, a folder, or a mistake.
struct DeliveryDSN {
  private let member: String
  private let dsn: DSN

  init(_ member: String, _ dsn: DSN) { (self.member, self.dsn) = (member, dsn) }

  /// `options` are those it may have whoever carries it. `make` makes the adapter, which touches
  /// nothing; `examine` is asked where it is neither the host's nor a folder.
  func findings(
    options: (DSN) throws(InvalidValue) -> Void = { _ in },
    _ make: (DSN) throws(OpenFailure) -> Void, otherwise examine: () -> [Finding]
  ) -> [Finding] {
    let isHosts = dsn.scheme.lowercased() == "host"
    do throws(OpenFailure) {
      try configuring { () throws(InvalidValue) in try options(dsn) }
      if !isHosts { try make(dsn) }
    } catch {
      return [mistake(error)]
    }
    if isHosts { return [hosts] }
    return dsn.scheme == "spool" ? [folder] : examine()
  }

  private func mistake(_ failure: OpenFailure) -> Finding {
    .error(
      member, Words(failure),
      advice: Words(
        "corrigez « \(member) » : voir matines_open() dans matines.h",
        "correct “\(member)”: see matines_open() in matines.h"))
  }

  private var hosts: Finding {
    .ok(member, "\(member) : l’application s’en charge", "\(member): the application carries it")
  }

  private var folder: Finding {
    if let fault = FileRights(dsn.path).folderFault {
      return .error(
        member,
        Words("\(member) : \(fault.sentence.french)", "\(member): \(fault.sentence.english)"),
        advice: fault.advice)
    }
    return .ok(
      member, "\(member) : des fichiers, dans \(dsn.path)", "\(member): files, in \(dsn.path)")
  }
}
