// SPDX-License-Identifier: MIT
import Glibc
import MatinesWire
import Testing

@testable import MatinesAdapters

/// Vectors of project Wycheproof, which stay outside this repository: in the folder of
/// MATINES_VECTORS, or in `shared/vectors` beside the checkout.
enum Wycheproof {
  static func tests(_ name: String) throws -> [JSONObject] {
    let checkout = #filePath.split(separator: "/").dropLast(3).dropLast().joined(separator: "/")
    let folder =
      getenv("MATINES_VECTORS").map { String(cString: $0) } ?? "/\(checkout)/shared/vectors"
    guard let octets = read("\(folder)/wycheproof-\(name)-subset.json") else {
      print("Wycheproof: \(name) is absent from \(folder); skipped")
      return []
    }
    let document = try JSON.parse(octets, limits: .document)
    return document.asObject?["tests"]?.asArray?.compactMap(\.asObject) ?? []
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var octets = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&octets, 1, octets.count, file)
    return Array(octets.prefix(count))
  }
}

struct `Wycheproof vectors` {
  @Test func `of ECDH are accepted and refused as they say`() throws {
    for item in try Wycheproof.tests("ecdh-p256") {
      // Some have a leading zero octet, or none.
      let scalar = item.hex("private_hex").suffix(32)
      let padded = [UInt8](repeating: 0, count: 32 - scalar.count) + scalar
      let secret = Sealing.sharedSecret(item.hex("public_hex"), padded)
      let wanted = item.string("expect_here") == "accept" ? item.hex("shared_hex") : nil
      #expect(secret == wanted, "tcId \(item.number("tcId")): \(item.string("comment"))")
    }
  }

  @Test func `of AES-GCM are sealed alike, and opened only when valid`() throws {
    for item in try Wycheproof.tests("aes128gcm") {
      let (key, nonce, text) = (item.hex("key"), item.hex("iv"), item.hex("msg"))
      let sealed = item.hex("ct") + item.hex("tag")
      let isValid = item.string("result") == "valid"
      let opened = GCM.open(sealed, key: key, nonce: nonce, additional: item.hex("aad"))
      #expect(opened == (isValid ? text : nil), "tcId \(item.number("tcId"))")
      guard item.string("aad").isEmpty else { continue }
      let ours = try Sealing.seal(text, key: key, nonce: nonce)
      #expect((ours == sealed) == isValid, "tcId \(item.number("tcId"))")
    }
  }

  @Test func `of ECDSA are verified as they say`() throws {
    for item in try Wycheproof.tests("ecdsa-p256-sha256-p1363") {
      let isRight = ES256.verify(
        item.hex("sig_hex"), of: item.hex("msg_hex"), publicKey: item.hex("public_hex"))
      #expect(
        isRight == (item.string("expect") == "valid"),
        "tcId \(item.number("tcId")): \(item.string("comment"))")
    }
  }
}

/// The same rules on cases of our own, for checkouts without those vectors.
struct `Primitives` {
  private let order: [UInt8] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
  ]

  @Test func `agree on a secret with the other side`() throws {
    let (one, other) = (Receiver.random(), Receiver.random())
    let secret = try #require(Sealing.sharedSecret(other.publicKey, one.scalar))
    #expect(Sealing.sharedSecret(one.publicKey, other.scalar) == secret)
    #expect(P256Point.multiply(one.publicKey, by: other.scalar) == secret)
  }

  @Test func `refuse private keys outside 1 to n - 1`() {
    let peer = Receiver.random().publicKey
    var last = order
    last[31] -= 1
    #expect(Sealing.sharedSecret(peer, [UInt8](repeating: 0, count: 32)) == nil)
    #expect(Sealing.sharedSecret(peer, order) == nil)
    #expect(Sealing.sharedSecret(peer, [UInt8](repeating: 255, count: 32)) == nil)
    // (n - 1)·Q is -Q, which has the same x.
    #expect(Sealing.sharedSecret(peer, last) == Array(peer[1..<33]))
  }

  @Test(arguments: [0, 1, 15, 16, 17, 500])
  func `seal records that open, and only unchanged`(count: Int) throws {
    let (key, nonce) = ([UInt8](repeating: 7, count: 16), [UInt8](repeating: 9, count: 12))
    let text = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    let sealed = try Sealing.seal(text, key: key, nonce: nonce)
    #expect(GCM.open(sealed, key: key, nonce: nonce) == text)
    for at in sealed.indices {
      var changed = sealed
      changed[at] ^= 0x80
      #expect(GCM.open(changed, key: key, nonce: nonce) == nil)
    }
  }

  @Test func `verify only what was signed, in 64 octets`() throws {
    let folder = TemporaryFolder()
    _ = try VAPIDKey.generate(file: "\(folder.path)/vapid.pem")
    let key = try VAPIDKey(file: "\(folder.path)/vapid.pem")
    let message = Array("message".utf8)
    for _ in 0..<1_000 {
      let signature = try #require(key.sign(message))
      #expect(signature.count == 64)
      #expect(ES256.verify(signature, of: message, publicKey: key.publicKey))
    }
    let signature = try #require(key.sign(message))
    #expect(!ES256.verify(signature, of: Array("massage".utf8), publicKey: key.publicKey))
    #expect(!ES256.verify(signature, of: message, publicKey: Receiver.random().publicKey))
    #expect(!ES256.verify(signature + [0], of: message, publicKey: key.publicKey))
    #expect(!ES256.verify(Array(signature.dropLast()), of: message, publicKey: key.publicKey))
    #expect(!ES256.verify([0] + signature, of: message, publicKey: key.publicKey))
    let zeros = [UInt8](repeating: 0, count: 32)
    let halves = (Array(signature[..<32]), Array(signature[32...]))
    for bad in [zeros + halves.1, halves.0 + zeros, zeros + zeros, order + halves.1] {
      #expect(!ES256.verify(bad, of: message, publicKey: key.publicKey))
    }
    for at in signature.indices {
      var changed = signature
      changed[at] ^= 1
      #expect(!ES256.verify(changed, of: message, publicKey: key.publicKey))
    }
  }
}
