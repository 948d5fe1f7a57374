// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// The queue a ready delivery stands in: one for each carrier and channel, so that who takes one
/// channel never walks past a million deliveries of another. The numbers are stored.
struct Lane: Hashable, Sendable {
  let number: Int64
  private static let carrierShift: Int64 = 40

  init(_ carried: ConfiguredChannel) { self.init(carried.carrier, carried.name) }

  init(_ carrier: ConfiguredChannel.Carrier, _ channel: ChannelName) {
    number = carrier.rawValue << Self.carrierShift | Self.code(of: channel)
  }

  private init(number: Int64) { self.number = number }

  /// The numbers of a carrier's lanes, whichever channels the host has added.
  static func range(of carrier: ConfiguredChannel.Carrier) -> Range<Int64> {
    let start = carrier.rawValue << carrierShift
    return start..<(start + 1 << carrierShift)
  }

  var carrier: ConfiguredChannel.Carrier {
    number < Self.range(of: .host).lowerBound ? .library : .host
  }

  static func stored(_ number: Int64) -> Lane { Lane(number: number) }

  /// The library's own channels have small numbers, which take one octet; a host's channel has 38
  /// bits of FNV-1a. Two that share a number would only wait for each other.
  private static func code(of channel: ChannelName) -> Int64 {
    if let known = known.firstIndex(of: channel) { return Int64(known) + 1 }
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for octet in channel.text.utf8 { hash = (hash ^ UInt64(octet)) &* 0x100_0000_01B3 }
    return Int64(hash >> 26) + 16
  }

  /// In the order of their numbers.
  private static let known: [ChannelName] = [.realtime, .webpush, .email, .sms]

  var knownChannel: ChannelName? {
    let code = number & ((1 << Self.carrierShift) - 1)
    return (1...Int64(Self.known.count)).contains(code) ? Self.known[Int(code) - 1] : nil
  }
}
