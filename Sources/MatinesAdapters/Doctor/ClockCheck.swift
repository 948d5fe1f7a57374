// SPDX-License-Identifier: MIT
import MatinesDomain

/// This machine's clock against that of servers, and the database of time zones.
struct ClockCheck: Check {
  private static let limit: Int64 = 60_000

  func findings(_ patient: Patient) -> [Finding] { [clock(patient), zones] }

  private func clock(_ patient: Patient) -> Finding {
    guard let worst = patient.times.max(by: { $0.ahead.magnitude < $1.ahead.magnitude }) else {
      return .ok(
        "clock", "aucun serveur n’a dit l’heure : l’horloge n’est pas comparée",
        "no server told the time: the clock is not compared")
    }
    let seconds = worst.ahead.magnitude / 1_000
    guard worst.ahead.magnitude > UInt64(Self.limit) else {
      return .ok(
        "clock", "l’horloge est celle de \(worst.peer), à \(seconds)\u{00A0}s près",
        "the clock is that of \(worst.peer), within \(seconds) s")
    }
    let isBehind = worst.ahead > 0
    return .error(
      "clock",
      Words(
        "l’horloge \(isBehind ? "retarde" : "avance") de \(seconds)\u{00A0}s sur \(worst.peer)",
        "the clock is \(seconds) s \(isBehind ? "behind" : "ahead of") \(worst.peer)"),
      advice: Words(
        "réglez l’heure des deux machines (NTP) : les jetons expirent à la mauvaise heure",
        "set both machines' clocks (NTP): tokens expire at the wrong time"))
  }

  /// A summer's day, which a database without rules would get wrong.
  private var zones: Finding {
    let summer = Instant(milliseconds: 1_719_835_200_000)
    let east = (try? ZoneName("Europe/Paris")).flatMap {
      ICUTimeZones().secondsEast(at: summer, in: $0)
    }
    guard east == 7_200 else {
      return .error(
        "clock.zones",
        Words("la base des fuseaux horaires manque", "the database of time zones is missing"),
        advice: Words("installez les données d’ICU (libicu)", "install the data of ICU (libicu)"))
    }
    return .ok("clock.zones", "les fuseaux horaires sont là", "the time zones are there")
  }
}
