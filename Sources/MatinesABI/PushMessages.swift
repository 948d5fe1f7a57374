// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain

/// Messages to encrypt, one for each browser of two arrays.
struct PushMessages {
  /// More keys than this have no room in an address space of 47 bits.
  static let most = 1 << 40

  private let count: Int
  private let keys: UnsafePointer<UInt8>
  private let secrets: UnsafePointer<UInt8>
  private let padding: Int
  private let payload: PayloadRanges
  /// Of the longest message.
  private let bodySize: Int

  init(
    count: Int, keys: UnsafePointer<UInt8>?, secrets: UnsafePointer<UInt8>?, padding: UInt32,
    _ payload: PayloadRanges
  ) throws {
    guard let keys else { throw Refusal(MATINES_ENULL, "p256dh: NULL") }
    guard let secrets else { throw Refusal(MATINES_ENULL, "auth: NULL") }
    guard padding <= MessageEncryption.payloadLimit,
      let size = MessageEncryption.bodyLength(payload: payload.longest, padding: Int(padding))
    else {
      throw InvalidValue(
        "padding", .malformed("more than \(MessageEncryption.payloadLimit)"))
    }
    self.count = count
    self.keys = keys
    self.secrets = secrets
    self.padding = Int(padding)
    self.payload = payload
    bodySize = size
  }

  func encryptOne(
    into body: UnsafeMutablePointer<UInt8>?, _ capacity: Int, _ written: UnsafeMutablePointer<Int>
  ) throws {
    let body = try room(body, "body", capacity, "capacity")
    switch encrypt(0, into: body) {
    case .written(let length): written.pointee = length
    case .notOnCurve: throw InvalidValue("p256dh", .malformed(Self.notOnCurve))
    case .tooLong, .refused: throw Self.refused
    }
  }

  /// Browsers without a valid key keep the length 0; the first one is named in the end.
  func encryptAll(
    into bodies: UnsafeMutablePointer<UInt8>?, _ stride: Int,
    _ lengths: UnsafeMutablePointer<Int>
  ) throws {
    let bodies = try room(bodies, "bodies", stride, "stride")
    guard count == 1 || stride >= 0 && !stride.multipliedReportingOverflow(by: count).overflow
    else {
      throw Refusal(MATINES_ETOOLARGE, "stride: more than memory holds")
    }
    var firstBad: Int?
    for number in 0..<count {
      switch encrypt(number, into: bodies + number * stride) {
      case .written(let length): lengths[number] = length
      case .notOnCurve: firstBad = firstBad ?? number
      case .tooLong, .refused:
        lengths.update(repeating: 0, count: count)
        throw Self.refused
      }
    }
    if let firstBad {
      throw InvalidValue("p256dh of browser \(firstBad)", .malformed(Self.notOnCurve))
    }
  }

  private func encrypt(
    _ number: Int, into body: UnsafeMutablePointer<UInt8>
  ) -> MessageEncryption.Result {
    let keySize = MessageEncryption.publicKeySize
    let authSize = MessageEncryption.authSize
    return MessageEncryption.encrypt(
      payload[number],
      publicKey: UnsafeRawBufferPointer(start: keys + number * keySize, count: keySize),
      auth: UnsafeRawBufferPointer(start: secrets + number * authSize, count: authSize),
      padding: padding, into: UnsafeMutableRawBufferPointer(start: body, count: bodySize))
  }

  /// A `size_t` beyond `Int.max` arrives as a negative number, and is room enough.
  private func room(
    _ start: UnsafeMutablePointer<UInt8>?, _ name: String, _ size: Int, _ sizeName: String
  ) throws -> UnsafeMutablePointer<UInt8> {
    guard let start else { throw Refusal(MATINES_ENULL, "\(name): NULL") }
    guard size < 0 || size >= bodySize else {
      throw Refusal(MATINES_ETOOLARGE, "\(sizeName): \(bodySize) octets are needed")
    }
    return start
  }

  private static let notOnCurve = "not an uncompressed point of P-256"
  private static let refused = Refusal(
    MATINES_EINTERNAL, "the cryptographic library refused to encrypt")
}
