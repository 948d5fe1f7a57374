// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A time as a document tells it: Unix milliseconds, or ISO 8601 text.
enum WrittenMoment: Equatable {
  case instant(Instant)
  /// Without an offset: what a wall shows, whose wall it may be. Counted as if it were UTC.
  case wall(milliseconds: Int64)
  /// Midnight of a day, counted in the same way.
  case day(milliseconds: Int64)

  /// Nil for what is neither, or outside the years 1 to 9999.
  init?(_ value: JSON) {
    switch value {
    case .number(let number):
      guard let milliseconds = number.int64 ?? number.double.flatMap(Self.whole) else { return nil }
      self = .instant(Instant(milliseconds: milliseconds))
    case .string(let text):
      guard let moment = ISOMoment.read(text) else { return nil }
      self = moment
    case .null, .bool, .array, .object: return nil
    }
    guard Self.years.contains(milliseconds) else { return nil }
  }

  private var milliseconds: Int64 {
    switch self {
    case .instant(let instant): instant.milliseconds
    case .wall(let milliseconds), .day(let milliseconds): milliseconds
    }
  }

  private static let years: Range<Int64> = -62_135_596_800_000..<253_402_300_800_000

  private static func whole(_ value: Double) -> Int64? { Int64(exactly: value.rounded(.down)) }
}
