// SPDX-License-Identifier: MIT

/// What was asked for last, so that it need not be made again: `limit` of them at most.
struct Shelf<Key: Hashable, Value> {
  private final class Place {
    let value: Value
    var lastUse: UInt64

    init(_ value: Value, lastUse: UInt64) {
      self.value = value
      self.lastUse = lastUse
    }
  }

  private let limit: Int
  private var places: [Key: Place] = [:]
  private var lookUps: UInt64 = 0

  init(limit: Int) { self.limit = limit }

  var count: Int { places.count }

  /// Nil when none can be made, which is not remembered: there may be no end of such keys.
  mutating func value(of key: Key, make: (Key) -> Value?) -> Value? {
    lookUps &+= 1
    if let place = places[key] {
      place.lastUse = lookUps
      return place.value
    }
    guard let made = make(key) else { return nil }
    if places.count >= limit,
      let oldest = places.min(by: { $0.value.lastUse < $1.value.lastUse })
    {
      places[oldest.key] = nil
    }
    places[key] = Place(made, lastUse: lookUps)
    return made
  }
}
