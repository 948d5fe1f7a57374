// SPDX-License-Identifier: MIT
import Glibc
import MatinesWire
import Testing

@testable import MatinesAdapters

/// One call of the encryption, with arrays.
private func encrypt(
  _ text: [UInt8], for key: [UInt8], auth: [UInt8], padding: Int = 0, room: Int = 4_096
) -> (MessageEncryption.Result, body: [UInt8]) {
  var body = [UInt8](repeating: 0xAA, count: room)
  let result = text.withUnsafeBytes { text in
    key.withUnsafeBytes { key in
      auth.withUnsafeBytes { auth in
        body.withUnsafeMutableBytes {
          MessageEncryption.encrypt(
            text, publicKey: key, auth: auth, padding: padding, into: $0)
        }
      }
    }
  }
  if case .written(let count) = result { body = Array(body.prefix(count)) }
  return (result, body)
}

struct `Web Push encryption` {
  @Test func `gives the body of RFC 8291, octet for octet`() throws {
    let example = try #require(try Vectors.load("rfc8291.json")["example"]?.asObject)
    let wanted = try #require(try Vectors.load("rfc8291.json")["appendix_a"]?.asObject)
    let text = try example.octets("plaintext")
    let (key, auth) = (try example.octets("ua_public"), try example.octets("auth_secret"))
    let (scalar, salt) = (try example.octets("as_private"), try example.octets("salt"))
    var body = [UInt8](repeating: 0, count: 200)
    let result = text.withUnsafeBytes { text in
      key.withUnsafeBytes { key in
        auth.withUnsafeBytes { auth in
          body.withUnsafeMutableBytes {
            MessageEncryption.encrypt(
              text, publicKey: key, auth: auth, padding: 0, scalar: scalar, salt: salt, into: $0)
          }
        }
      }
    }
    #expect(result == .written(144))
    #expect(Array(body.prefix(144)) == (try wanted.octets("body")))
    #expect(body[144...].allSatisfy { $0 == 0 })
    let browser = Receiver(scalar: try example.octets("ua_private"), auth: auth)
    #expect(browser.publicKey == key)
    #expect(browser.open(Array(body.prefix(144))) == text)
  }

  @Test func `has the lengths of RFC 8291`() throws {
    let browser = Receiver.random()
    for item in try Vectors.objects("rfc8291.json", "length_cases") {
      let text = (0..<item.number("plaintext_octets")).map { UInt8(truncatingIfNeeded: $0) }
      let (result, body) = encrypt(
        text, for: browser.publicKey, auth: browser.auth, room: item.number("body_octets"))
      if item.string("expect") == "encrypt" {
        #expect(result == .written(item.number("body_octets")))
        #expect(browser.open(body) == text)
      } else {
        #expect(result == .tooLong && body.allSatisfy { $0 == 0xAA })
      }
    }
  }

  @Test(arguments: [0, 1, 2, 16, 255, 256, 257, 3_992, 3_993])
  func `pads so that the browser does not see it`(padding: Int) throws {
    let browser = Receiver.random()
    for count in [0, 1, 255, 256, 257, 500, 3_840, 3_841, 3_992, 3_993] {
      let text = (0..<count).map { _ in UInt8.random(in: 0...255) }
      let (result, body) = encrypt(
        text, for: browser.publicKey, auth: browser.auth, padding: padding)
      let step = max(1, padding)
      let padded = min((count + step - 1) / step * step, 3_993)
      #expect(result == .written(padded + 103), "\(count) octets")
      #expect(browser.open(body) == text, "\(count) octets")
    }
  }

  @Test func `says a record of 4096 and a key of 65 octets`() {
    let browser = Receiver.random()
    let (_, body) = encrypt([1, 2, 3], for: browser.publicKey, auth: browser.auth)
    #expect(Array(body[16..<21]) == [0, 0, 16, 0, 65])
    #expect(body[21] == 4)
  }

  @Test func `refuses every key that is no uncompressed point of the curve`() throws {
    for item in try Vectors.objects("rfc8291.json", "invalid_p256dh") {
      let key = try item.octets("value")
      let (result, body) = encrypt([1], for: key, auth: [UInt8](repeating: 1, count: 16))
      #expect(result == .notOnCurve, "\(item.string("name"))")
      #expect(body.allSatisfy { $0 == 0xAA })
      #expect(!key.withUnsafeBytes(MessageEncryption.isOnCurve), "\(item.string("name"))")
    }
    let browser = Receiver.random()
    #expect(browser.publicKey.withUnsafeBytes(MessageEncryption.isOnCurve))
  }

  @Test func `refuses every secret that has not 16 octets`() throws {
    for item in try Vectors.objects("rfc8291.json", "invalid_auth") {
      let auth = try item.octets("value")
      let (result, _) = encrypt([1], for: Receiver.random().publicKey, auth: auth)
      #expect(result == .refused, "\(item.string("name"))")
    }
  }

  @Test func `refuses base64url that is not strict`() throws {
    for item in try Vectors.objects("rfc8291.json", "base64url_cases") {
      let text = Vectors.text(item["value"])
      #expect(throws: Base64URLError.self, "\(item.string("name"))") {
        try Base64URL.decode(text)
      }
    }
  }

  @Test func `refuses a body that is too small, and writes nothing`() {
    let browser = Receiver.random()
    for room in [0, 1, 102, 106] {
      let (result, body) = encrypt(
        [1, 2, 3, 4], for: browser.publicKey, auth: browser.auth, room: room)
      #expect(result == .tooLong && body.allSatisfy { $0 == 0xAA })
    }
  }

  @Test func `never uses a key pair or a salt twice in ten thousand`() {
    let browser = Receiver.random()
    var seen = Set<[UInt8]>()
    for _ in 0..<10_000 {
      let (_, body) = encrypt([1], for: browser.publicKey, auth: browser.auth)
      seen.insert(Array(body[..<16]))
      seen.insert(Array(body[21..<86]))
    }
    #expect(seen.count == 20_000)
  }

  @Test func `detects any changed bit, but for record sizes that still fit`() throws {
    let browser = Receiver.random()
    let text = Array("When I grow up, I want to be a watermelon".utf8)
    let (_, body) = encrypt(text, for: browser.publicKey, auth: browser.auth)
    for bit in 0..<8 * body.count {
      var changed = body
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      let size = changed[16..<20].reduce(0) { $0 << 8 | Int($1) }
      let isHarmless = (16..<20).contains(bit / 8) && size >= 58
      #expect(browser.open(changed) == (isHarmless ? text : nil), "bit \(bit)")
    }
  }

  @Test func `leaves no error in the queue that the host reads as well`() {
    LibcryptoErrors.clear()
    _ = encrypt([1], for: [UInt8](repeating: 4, count: 65), auth: [])
    _ = encrypt([1], for: [4] + [UInt8](repeating: 255, count: 64), auth: [1])
    #expect(LibcryptoErrors.next == 0)
  }
}

struct `Content encoding of RFC 8188` {
  @Test func `reads the examples`() throws {
    for item in try Vectors.objects("rfc8188.json", "examples") {
      let body = try item.octets("body")
      let ikm = try item.octets("ikm")
      let keys = ContentEncoding.Keys(salt: Array(body[..<16]), ikm: ikm)
      #expect(keys.prk == (try item.octets("prk")))
      #expect(keys.key == (try item.octets("cek")))
      #expect(keys.nonce == (try item.octets("nonce_base")))
      #expect(ContentEncoding.open(body, ikm: ikm) == Array(item.string("plaintext_utf8").utf8))
    }
  }

  @Test func `seals the record of the first example as it stands there`() throws {
    let item = try #require(try Vectors.objects("rfc8188.json", "examples").first)
    let sealed = try Sealing.seal(
      Array("I am the walrus\u{2}".utf8), key: item.octets("cek"), nonce: item.octets("nonce_base"))
    #expect(sealed == Array(try item.octets("body")[21...]))
  }

  @Test func `refuses what is malformed`() throws {
    for item in try Vectors.objects("rfc8188.json", "must_fail") {
      let text = ContentEncoding.open(try item.octets("body"), ikm: try item.octets("ikm"))
      #expect(text == nil, "\(item.string("name"))")
    }
  }
}

struct `Key randomness` {
  @Test func `never repeats, page after page and seed after seed`() throws {
    let pages = try #require(PrivatePages(octets: KeyRandomness.pageSize))
    defer { pages.release() }
    let dice = KeyRandomness(page: pages.start, isWipedOnFork: pages.isWipedOnFork)
    defer { dice.release() }
    var seen = Set<[UInt8]>()
    for _ in 0..<100_000 {
      var octets = [UInt8](repeating: 0, count: 32)
      let isDrawn = octets.withUnsafeMutableBytes { output in
        output.baseAddress.map { dice.draw(32, into: $0) } ?? false
      }
      guard isDrawn else { break }
      seen.insert(octets)
    }
    #expect(seen.count == 100_000)
  }

  @Test func `wipes what it gave out, and keeps no key in its page`() throws {
    let pages = try #require(PrivatePages(octets: KeyRandomness.pageSize))
    defer { pages.release() }
    let dice = KeyRandomness(page: pages.start, isWipedOnFork: true)
    defer { dice.release() }
    var octets = [UInt8](repeating: 0, count: 48)
    let isDrawn = octets.withUnsafeMutableBytes { output in
      output.baseAddress.map { dice.draw(48, into: $0) } ?? false
    }
    #expect(isDrawn && octets.contains { $0 != 0 })
    let page = Array(UnsafeRawBufferPointer(start: pages.start, count: KeyRandomness.pageSize))
    #expect(page[16..<112].allSatisfy { $0 == 0 })
    #expect(page[112...].contains { $0 != 0 })
  }

  @Test func `asks the kernel where a fork would not wipe its page`() throws {
    let pages = try #require(PrivatePages(octets: KeyRandomness.pageSize))
    defer { pages.release() }
    let dice = KeyRandomness(page: pages.start, isWipedOnFork: false)
    defer { dice.release() }
    var octets = [UInt8](repeating: 0, count: 32)
    let isDrawn = octets.withUnsafeMutableBytes { output in
      output.baseAddress.map { dice.draw(32, into: $0) } ?? false
    }
    #expect(isDrawn && octets.contains { $0 != 0 })
    let page = UnsafeRawBufferPointer(start: pages.start, count: KeyRandomness.pageSize)
    #expect(page.allSatisfy { $0 == 0 })
  }
}
