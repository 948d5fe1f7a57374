// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// Text messages: a folder that takes them, or the host.
struct SMSCheck: Check {
  private static let name = "sms"

  func findings(_ patient: Patient) -> [Finding] {
    guard let dsn = patient.document.sms else { return [] }
    let options = { (dsn: DSN) throws(InvalidValue) in _ = try SMSOptions.rules(dsn) }
    return DeliveryDSN(Self.name, dsn).findings(options: options) { (dsn) throws(OpenFailure) in
      _ = try Registry.maker(Self.name, dsn.scheme, in: Registry.sms)(dsn, patient.around)
    } otherwise: {
      [.ok(Self.name, "\(Self.name) : réglé", "\(Self.name): set")]
    }
  }
}
