// SPDX-License-Identifier: MIT
import MatinesDomain

/// Text messages: a folder that takes them, or the host.
struct SMSCheck: Check {
  private static let name = "sms"

  func findings(_ patient: Patient) -> [Finding] {
    guard let dsn = patient.document.sms else { return [] }
    return DeliveryDSN(Self.name, dsn).findings { (dsn) throws(OpenFailure) in
      _ = try configuring { () throws(InvalidValue) in try SMSOptions.rules(dsn) }
      _ = try Registry.maker(Self.name, dsn.scheme, in: Registry.sms)(dsn, patient.around)
    } otherwise: {
      [.ok(Self.name, "\(Self.name) : réglé", "\(Self.name): set")]
    }
  }
}
