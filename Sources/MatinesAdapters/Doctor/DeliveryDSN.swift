// SPDX-License-Identifier: MIT
import MatinesWire

/// What all channels that a DSN names have in common: the host's own, a folder, or a mistake.
struct DeliveryDSN {
  private let member: String
  private let dsn: DSN

  init(_ member: String, _ dsn: DSN) { (self.member, self.dsn) = (member, dsn) }

  /// `make` makes the adapter, which touches nothing; `examine` is asked where it is neither the
  /// host's nor a folder.
  func findings(
    _ make: (DSN) throws(OpenFailure) -> Void, otherwise examine: () -> [Finding]
  ) -> [Finding] {
    if dsn.scheme.lowercased() == "host" {
      return [
        .ok(
          member, "\(member) : l’application s’en charge", "\(member): the application carries it")
      ]
    }
    do throws(OpenFailure) {
      try make(dsn)
    } catch {
      return [
        .error(
          member, Words(error),
          advice: Words(
            "corrigez « \(member) » : voir matines_open() dans matines.h",
            "correct “\(member)”: see matines_open() in matines.h"))
      ]
    }
    return dsn.scheme == "spool" ? [folder] : examine()
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
