// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain

/// The value last read from a column that mostly says the same: an equal text needs no second
/// check.
final class Recent<Value> {
  private var known: (text: [UInt8], value: Value)?

  func value(of octets: UnsafeBufferPointer<UInt8>) -> Value? {
    guard let known, known.text.count == octets.count, let start = octets.baseAddress else {
      return nil
    }
    let isEqual = known.text.withUnsafeBytes { kept in
      kept.baseAddress.map { memcmp($0, start, octets.count) == 0 } ?? false
    }
    return isEqual ? known.value : nil
  }

  func note(_ value: Value, of text: String) { known = (Array(text.utf8), value) }
}

/// One of each for a connection.
final class RecentValues {
  let event = Recent<EventName>()
  let category = Recent<CategoryName>()
  let template = Recent<TemplateName>()
  let channel = Recent<ChannelName>()
  let locale = Recent<LanguageTag>()
  let zone = Recent<ZoneName>()
  let roles = Recent<[RoleName]>()
  let domains = Recent<[DomainName]>()
}
