// SPDX-License-Identifier: MIT
import CCrypto
import Glibc
import MatinesWire

/// The browser's side of RFC 8291, written for these tests only.
struct Receiver {
  let scalar: [UInt8]
  let publicKey: [UInt8]
  let auth: [UInt8]

  init(scalar: [UInt8], auth: [UInt8]) {
    self.scalar = scalar
    self.auth = auth
    publicKey = P256Point.generator(times: scalar)
  }

  static func random() -> Receiver {
    var scalar = (0..<32).map { _ in UInt8.random(in: 0...255) }
    scalar[0] = 1
    return Receiver(scalar: scalar, auth: (0..<16).map { _ in UInt8.random(in: 0...255) })
  }

  /// The text of a body, nil when it is not whole and ours.
  func open(_ body: [UInt8]) -> [UInt8]? {
    guard body.count > 86, body[20] == 65 else { return nil }
    let theirs = Array(body[21..<86])
    guard let shared = P256Point.multiply(theirs, by: scalar) else { return nil }
    let keyPRK = hmac(auth, shared)
    let ikm = hmac(keyPRK, Array("WebPush: info\0".utf8) + publicKey + theirs + [1])
    return ContentEncoding.open(body, ikm: ikm)
  }
}

/// aes128gcm of RFC 8188, reading only.
enum ContentEncoding {
  struct Keys {
    let prk: [UInt8]
    let key: [UInt8]
    let nonce: [UInt8]

    init(salt: [UInt8], ikm: [UInt8]) {
      prk = hmac(salt, ikm)
      key = Array(hmac(prk, Array("Content-Encoding: aes128gcm\0\u{1}".utf8)).prefix(16))
      nonce = Array(hmac(prk, Array("Content-Encoding: nonce\0\u{1}".utf8)).prefix(12))
    }
  }

  static func open(_ body: [UInt8], ikm: [UInt8]) -> [UInt8]? {
    guard body.count >= 21 else { return nil }
    let size = body[16..<20].reduce(0) { $0 << 8 | Int($1) }
    let start = 21 + Int(body[20])
    guard size >= 18, body.count > start else { return nil }
    let keys = Keys(salt: Array(body[..<16]), ikm: ikm)
    var rest = body[start...]
    var text: [UInt8] = []
    var number: UInt64 = 0
    while !rest.isEmpty {
      let record = Array(rest.prefix(size))
      rest = rest.dropFirst(size)
      guard let padded = GCM.open(record, key: keys.key, nonce: nonce(keys.nonce, number)),
        let end = padded.lastIndex(where: { $0 != 0 }), padded[end] == (rest.isEmpty ? 2 : 1)
      else { return nil }
      text += padded[..<end]
      number += 1
    }
    return text
  }

  private static func nonce(_ first: [UInt8], _ number: UInt64) -> [UInt8] {
    var nonce = first
    for at in 0..<8 { nonce[11 - at] ^= UInt8(truncatingIfNeeded: number >> (8 * UInt64(at))) }
    return nonce
  }
}

enum GCM {
  /// The tag stands at the end.
  static func open(
    _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], additional: [UInt8] = []
  ) -> [UInt8]? {
    guard sealed.count >= 16, let context = EVP_CIPHER_CTX_new() else { return nil }
    defer { EVP_CIPHER_CTX_free(context) }
    var text = [UInt8](repeating: 0, count: sealed.count)
    var tag = Array(sealed.suffix(16))
    let count = sealed.count - 16
    var written: Int32 = 0
    guard EVP_DecryptInit_ex2(context, EVP_aes_128_gcm(), key, nonce, nil) == 1,
      EVP_DecryptUpdate(context, nil, &written, additional, Int32(additional.count)) == 1,
      EVP_DecryptUpdate(context, &text, &written, sealed, Int32(count)) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, &tag) == 1,
      EVP_DecryptFinal_ex(context, &tag, &written) == 1
    else { return nil }
    return Array(text.prefix(count))
  }
}

enum P256Point {
  static func generator(times scalar: [UInt8]) -> [UInt8] { product(nil, scalar) ?? [] }

  /// The x coordinate.
  static func multiply(_ point: [UInt8], by scalar: [UInt8]) -> [UInt8]? {
    product(point, scalar).map { Array($0[1..<33]) }
  }

  private static func product(_ point: [UInt8]?, _ scalar: [UInt8]) -> [UInt8]? {
    let group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1)
    let number = BN_bin2bn(scalar, Int32(scalar.count), nil)
    let (peer, result) = (EC_POINT_new(group), EC_POINT_new(group))
    defer {
      EC_POINT_free(result)
      EC_POINT_free(peer)
      BN_free(number)
      EC_GROUP_free(group)
    }
    var octets = [UInt8](repeating: 0, count: 65)
    if let point {
      guard EC_POINT_oct2point(group, peer, point, point.count, nil) == 1,
        EC_POINT_mul(group, result, nil, peer, number, nil) == 1
      else { return nil }
    } else if EC_POINT_mul(group, result, number, nil, nil, nil) != 1 {
      return nil
    }
    let form = POINT_CONVERSION_UNCOMPRESSED
    return EC_POINT_point2oct(group, result, form, &octets, 65, nil) == 65 ? octets : nil
  }
}

func hmac(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
  var code = [UInt8](repeating: 0, count: 32)
  var length: UInt32 = 0
  HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &code, &length)
  return code
}

extension JSONObject {
  /// A member in base64url.
  func octets(_ name: String) throws -> [UInt8] {
    try Base64URL.decode(self[name]?.asString ?? "")
  }

  func hex(_ name: String) -> [UInt8] {
    let digits = Array(string(name))
    return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(digits[$0...$0 + 1]), radix: 16)
    }
  }

  func string(_ name: String) -> String { self[name]?.asString ?? "" }

  func number(_ name: String) -> Int { self[name]?.asInt64.map { Int($0) } ?? -1 }
}
