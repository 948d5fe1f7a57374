// SPDX-License-Identifier: MIT

/// Numbers from one seed (SplitMix64): the same seed gives the same ones on every machine.
final class Dice {
  private var state: UInt64

  init(_ seed: UInt64, _ stream: UInt64 = 0) { state = Self.mixed(seed, stream) }

  /// Every step has numbers of its own, so that leaving one step out changes no other.
  func restart(_ seed: UInt64, step: Int, stream: UInt64) {
    state = Self.mixed(Self.mixed(seed, stream), UInt64(step) &+ 1)
  }

  func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.scrambled(state)
  }

  func below(_ limit: Int) -> Int { limit <= 1 ? 0 : Int(next() % UInt64(limit)) }

  func oneIn(_ odds: Int) -> Bool { below(odds) == 0 }

  func between(_ low: Int64, _ high: Int64) -> Int64 {
    high <= low ? low : low + Int64(next() % UInt64(high - low + 1))
  }

  func pick<Element>(_ list: [Element]) -> Element? {
    list.isEmpty ? nil : list[below(list.count)]
  }

  private static func mixed(_ seed: UInt64, _ stream: UInt64) -> UInt64 {
    scrambled(seed &+ scrambled(stream &+ 0x632B_E59B_D9B4_E019))
  }

  private static func scrambled(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
