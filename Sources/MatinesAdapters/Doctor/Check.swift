// SPDX-License-Identifier: MIT

/// One thing the doctor looks at. It changes nothing, reaches nobody, and waits for a network at
/// most for the patient's patience.
protocol Check: Sendable {
  /// What is in order is said too: silence means that there was nothing to look at.
  func findings(_ patient: Patient) -> [Finding]
}

/// All of them, in the order of the report. A new one is a file and a line here.
enum Checks {
  static let all: [any Check] = [
    ConfigurationCheck(),
    PolicyCheck(), TemplatesCheck(),
    StoreCheck(),
    DiskCheck(),
    KeysCheck(),
    PresenceCheck(),
    WorkerCheck(),
    LogCheck(),
    FailuresCheck(),
    HubCheck(),
    SitesCheck(),
    MailerCheck(),
    UnsubscribeCheck(),
    SMSCheck(),
    PushCheck(),
    ClockCheck(),
  ]
}
