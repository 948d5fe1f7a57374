// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import Synchronization
import Testing

@testable import MatinesAdapters

struct `The zones of the system` {
  private let zones = ICUTimeZones()

  private func hours(_ zone: String, at seconds: Int64) throws -> Double? {
    try zones.secondsEast(at: Instant(milliseconds: seconds * 1000), in: ZoneName(zone))
      .map { Double($0) / 3600 }
  }

  @Test func `change their offset at the very second of the law`() throws {
    // 2026-03-29 01:00 and 2026-10-25 01:00 UTC.
    #expect(try hours("Europe/Paris", at: 1_774_745_999) == 1)
    #expect(try hours("Europe/Paris", at: 1_774_746_000) == 2)
    #expect(try hours("Europe/Paris", at: 1_792_889_999) == 2)
    #expect(try hours("Europe/Paris", at: 1_792_890_000) == 1)
  }

  @Test func `know parts of hours, west and east, and a day that was skipped`() throws {
    #expect(try hours("Asia/Kathmandu", at: 1_774_746_000) == 5.75)
    #expect(try hours("America/St_Johns", at: 1_768_000_000) == -3.5)
    #expect(try hours("Pacific/Apia", at: 1_325_239_199) == -10)
    #expect(try hours("Pacific/Apia", at: 1_325_239_200) == 14)
    #expect(try hours("UTC", at: .max / 1000) == 0)
    #expect(try hours("UTC", at: .min / 1000) == 0)
  }

  @Test(arguments: [
    "Europe/Paris", "Europe/Kyiv", "Europe/Kiev", "Asia/Kolkata", "Asia/Calcutta", "UTC", "GMT",
    "Etc/GMT+2", "CET", "EST", "EST5EDT", "PRC", "America/Argentina/Buenos_Aires",
  ])
  func `are those of the zone database, under old and new names`(name: String) throws {
    #expect(try zones.isKnown(ZoneName(name)))
  }

  @Test(arguments: [
    "Etc/Unknown", "GMT+2", "GMT-02", "GMT+0200", "UTC+2", "Z", "+02", "europe/paris", "Paris",
    "Europe", "BST", "PST", "IST", "SystemV/PST8", "Nowhere/Land", "posix/Europe/Paris",
  ])
  func `are no others, whatever else ICU would take`(name: String) throws {
    let zone = try ZoneName(name)
    #expect(!zones.isKnown(zone))
    #expect(zones.secondsEast(at: Instant(milliseconds: 0), in: zone) == nil)
    #expect(zones.held == 0)
  }

  @Test func `are open 64 at a time, and right beyond`() throws {
    let names = try (0..<14).map { try ZoneName("Etc/GMT-\($0)") }
    let others = [
      "Africa/Abidjan", "Africa/Accra", "Africa/Algiers", "Africa/Bissau", "Africa/Cairo",
      "Africa/Casablanca", "Africa/Ceuta", "Africa/Johannesburg", "Africa/Juba", "Africa/Khartoum",
      "Africa/Lagos", "Africa/Maputo", "Africa/Monrovia", "Africa/Nairobi", "Africa/Ndjamena",
      "Africa/Tripoli", "Africa/Tunis", "Africa/Windhoek", "America/Adak", "America/Anchorage",
      "America/Araguaina", "America/Asuncion", "America/Bahia", "America/Barbados",
      "America/Belem", "America/Belize", "America/Boise", "America/Bogota", "America/Cancun",
      "America/Caracas", "America/Cayenne", "America/Chicago", "America/Chihuahua", "Asia/Almaty",
      "Asia/Amman", "Asia/Anadyr", "Asia/Aqtau", "Asia/Aqtobe", "Asia/Ashgabat", "Asia/Baghdad",
      "Asia/Baku", "Asia/Bangkok", "Asia/Barnaul", "Asia/Beirut", "Asia/Bishkek", "Asia/Chita",
      "Asia/Colombo", "Asia/Damascus", "Asia/Dhaka", "Asia/Dili", "Asia/Dubai", "Asia/Dushanbe",
      "Asia/Gaza", "Asia/Hebron", "Asia/Hong_Kong", "Asia/Hovd",
    ]
    for name in try others.map({ try ZoneName($0) }) + names { #expect(zones.isKnown(name)) }
    #expect(zones.held == ICUTimeZones.limit)
    for (hour, name) in names.enumerated() {
      #expect(zones.secondsEast(at: Instant(milliseconds: 0), in: name) == hour * 3600)
    }
    #expect(try hours("Africa/Abidjan", at: 0) == 0)
    #expect(zones.held == ICUTimeZones.limit)
  }

  @Test func `answer several threads at once`() throws {
    let paris = try ZoneName("Europe/Paris")
    let tokyo = try ZoneName("Asia/Tokyo")
    let wrong = Mutex(0)
    let threads = (0..<4).map { _ in
      PlainThread {
        for day in Int64(0)..<2_000 {
          let noon = Instant(milliseconds: 1_774_746_000_000 + day % 100 * 86_400_000)
          let isRight =
            zones.secondsEast(at: noon, in: paris) == 7_200
            && zones.secondsEast(at: noon, in: tokyo) == 32_400
          if !isRight { wrong.withLock { $0 += 1 } }
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(wrong.withLock { $0 } == 0)
  }
}

struct `Zones that are set` {
  @Test func `change when told, and know no others`() throws {
    let zones = FixedTimeZones()
    let zone = try ZoneName("Test/Town")
    #expect(!zones.isKnown(zone))
    zones.set(
      zone, first: 3_600,
      transitions: [
        .init(at: Instant(milliseconds: 2_000), secondsEast: -60),
        .init(at: Instant(milliseconds: 1_000), secondsEast: 7_200),
      ])
    let offsets = [0, 999, 1_000, 1_999, 2_000, 9_000].map {
      zones.secondsEast(at: Instant(milliseconds: $0), in: zone)
    }
    #expect(offsets == [3_600, 3_600, 7_200, 7_200, -60, -60])
    #expect(try zones.secondsEast(at: .distantFuture, in: ZoneName("UTC")) == 0)
    #expect(try !zones.isKnown(ZoneName("Europe/Paris")))
  }
}
