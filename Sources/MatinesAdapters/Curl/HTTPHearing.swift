// SPDX-License-Identifier: MIT

/// What an HTTP server answered, cut at the limit.
struct HTTPHearing {
  private static let headLimit = 65_536

  private(set) var status = 0
  private(set) var retryAfter: String?
  private(set) var body: [UInt8] = []
  /// A final status (101 is one, the other 1xx are not) and all its headers were read: that
  /// decides.
  private(set) var hasHead = false
  /// Nothing more was wanted, and reading was stopped.
  private(set) var isCut = false
  /// Of the body, still to be read.
  private var room: Int
  private let isKept: Bool
  private var headOctets = 0

  init(limit: Int, isKept: Bool = true) {
    room = max(0, limit)
    self.isKept = isKept
  }

  /// False when the limit is reached.
  mutating func heard(_ octets: UnsafeRawBufferPointer) -> Bool {
    if isKept { body.append(contentsOf: octets.prefix(room)) }
    isCut = octets.count > room
    room -= min(room, octets.count)
    return !isCut
  }

  /// One line of the head. False when heads do not end.
  mutating func heardHead(_ line: UnsafeRawBufferPointer) -> Bool {
    headOctets += line.count
    guard headOctets <= Self.headLimit else {
      isCut = true
      return false
    }
    if line.starts(with: "HTTP/".utf8) {
      (status, retryAfter, hasHead) = (Self.status(line), nil, false)
    } else if line.first == 0x0D || line.first == 0x0A {
      hasHead = status >= 200 || status == 101
    } else if let value = Self.value(of: "retry-after:", in: line) {
      retryAfter = value
    }
    return true
  }

  private static func status(_ line: UnsafeRawBufferPointer) -> Int {
    let digits = line.drop { $0 != 0x20 }.dropFirst().prefix(3)
    return digits.reduce(0) { (0x30...0x39).contains($1) ? $0 * 10 + Int($1 - 0x30) : 0 }
  }

  private static func value(of name: String, in line: UnsafeRawBufferPointer) -> String? {
    guard line.count > name.utf8.count, line.count <= name.utf8.count + 64,
      zip(line, name.utf8).allSatisfy({ $0 | 0x20 == $1 | 0x20 })
    else { return nil }
    let value = String(decoding: line.dropFirst(name.utf8.count), as: UTF8.self)
    return String(value.drop { $0 == " " }.prefix { $0 != "\r\n" && $0 != "\r" && $0 != "\n" })
  }
}
