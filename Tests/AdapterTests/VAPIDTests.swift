// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

private let subject = "mailto:it@example.org"
private let noon = Instant(milliseconds: 1_800_000_000_000)

private func hours(_ count: Int64) -> Instant {
  Instant(milliseconds: noon.milliseconds + count * 3_600_000)
}

private func freshKey(_ folder: TemporaryFolder, _ name: String = "vapid.pem") throws -> VAPIDKey {
  _ = try VAPIDKey.generate(file: "\(folder.path)/\(name)")
  return try VAPIDKey(file: "\(folder.path)/\(name)")
}

struct `A VAPID key` {
  private func refusal(_ folder: TemporaryFolder, _ name: String) -> String {
    let failure = #expect(throws: InvalidValue.self, "\(name)") {
      try VAPIDKey(file: "\(folder.path)/\(name)")
    }
    #expect(failure?.field == "\(folder.path)/\(name)")
    return failure?.description ?? ""
  }

  @Test func `is made once, private, and read again`() throws {
    let folder = TemporaryFolder()
    let path = "\(folder.path)/vapid.pem"
    let text = try VAPIDKey.generate(file: path)
    #expect(folder.mode("vapid.pem") == 0o600)
    #expect(folder.names == ["vapid.pem"])
    #expect(text.utf8.count == 87 && text.hasPrefix("B"))
    let before = folder.read("vapid.pem")
    #expect(throws: StoreFailure.self) { try VAPIDKey.generate(file: path) }
    #expect(folder.read("vapid.pem") == before)
    let key = try VAPIDKey(file: path)
    #expect(key.publicText == text && key.publicKey.count == 65)
    #expect(try Base64URL.decode(text) == key.publicKey)
    #expect("\(key)" == "***")
  }

  @Test func `is read from base64url, with and without its public key`() throws {
    let example = try #require(try Vectors.load("rfc8291.json")["example"]?.asObject)
    let (d, q) = (example.string("as_private"), example.string("as_public"))
    let folder = TemporaryFolder()
    for text in [d, "\(d)\n", "\(d)\r\n", "\(d)\n\(q)", "\(d)\n\(q)\n", "\(d)\r\n\(q)\r\n"] {
      folder.write("key", text)
      #expect(try VAPIDKey(file: "\(folder.path)/key").publicText == q)
    }
  }

  @Test func `outside its range or of another length is refused`() throws {
    let folder = TemporaryFolder()
    for item in try Vectors.objects("rfc8292.json", "private_key_cases") {
      guard item.string("name") != "public_key_does_not_match" else { continue }
      folder.write("key", item.string("d"))
      if item.string("expect") == "ok" {
        #expect(throws: Never.self, "\(item.string("name"))") {
          try VAPIDKey(file: "\(folder.path)/key")
        }
      } else {
        #expect(!refusal(folder, "key").contains(item.string("d")), "\(item.string("name"))")
      }
    }
  }

  @Test func `with the public key of another is refused`() throws {
    let d = try #require(try Vectors.load("rfc8291.json")["example"]?.asObject).string("as_private")
    let example = try #require(try Vectors.load("rfc8292.json")["example"]?.asObject)
    let folder = TemporaryFolder()
    folder.write("key", "\(d)\n\(example.string("k"))\n")
    #expect(refusal(folder, "key").hasSuffix("the public key is not that of the private key"))
  }

  @Test(
    arguments: [
      "", "\n", "\n\n", "not base64url!", "AAAA", "AAAA\nBBBB\nCCCC", " yfWP", "-----BEGIN",
      "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
      "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
      "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ])
  func `in no known form is refused`(text: String) {
    let folder = TemporaryFolder()
    folder.write("key", text)
    _ = refusal(folder, "key")
  }

  @Test func `in PEM is read or refused by what it holds`() throws {
    let folder = TemporaryFolder()
    for item in try Vectors.objects("vapid-pem.json", "cases") {
      folder.write("key", item.string("pem"))
      if item.string("expect") == "ok" {
        #expect(
          try VAPIDKey(file: "\(folder.path)/key").publicText == item.string("public"),
          "\(item.string("name"))")
      } else {
        #expect(refusal(folder, "key").contains(item.string("expect")), "\(item.string("name"))")
      }
    }
  }

  @Test func `with anything behind or before it is refused`() throws {
    let folder = TemporaryFolder()
    _ = try freshKey(folder)
    let pem = String(decoding: folder.read("vapid.pem") ?? [], as: UTF8.self)
    folder.write("spaces", pem + " \n\n")
    #expect(throws: Never.self) { try VAPIDKey(file: "\(folder.path)/spaces") }
    for (name, text) in [("a", pem + "x"), ("b", "x\n" + pem), ("c", pem + pem), ("d", "\n" + pem)]
    {
      folder.write(name, text)
      _ = refusal(folder, name)
    }
    let line = try #require(pem.split(separator: "\n").dropFirst().first)
    folder.write("cut", pem.split(separator: line).joined(separator: String(line.dropLast(4))))
    _ = refusal(folder, "cut")
  }

  @Test(arguments: [0o644, 0o640, 0o604] as [mode_t])
  func `that others may read is refused`(mode: mode_t) throws {
    let folder = TemporaryFolder()
    _ = try freshKey(folder)
    chmod("\(folder.path)/vapid.pem", mode)
    #expect(refusal(folder, "vapid.pem").contains("0600"))
  }

  @Test func `behind a symbolic link, in a folder or a pipe is refused`() throws {
    let folder = TemporaryFolder()
    _ = try freshKey(folder)
    symlink("\(folder.path)/vapid.pem", "\(folder.path)/link")
    mkdir("\(folder.path)/folder", 0o700)
    mkfifo("\(folder.path)/pipe", 0o600)
    for name in ["link", "folder", "pipe", "missing", ""] { _ = refusal(folder, name) }
  }

  @Test func `is not made where others may write, or where nothing can be`() {
    let folder = TemporaryFolder()
    chmod(folder.path, 0o777)
    let failure = #expect(throws: StoreFailure.self) {
      try VAPIDKey.generate(file: "\(folder.path)/vapid.pem")
    }
    guard case .permission = failure else {
      Issue.record("not a matter of permission")
      return
    }
    #expect(folder.names.isEmpty)
    chmod(folder.path, 0o700)
    for path in ["", "/", "\(folder.path)/", "\(folder.path)/none/vapid.pem"] {
      #expect(throws: StoreFailure.self) { try VAPIDKey.generate(file: path) }
    }
    #expect(folder.names.isEmpty)
  }

  @Test func `leaves no error in the queue that the host reads as well`() throws {
    LibcryptoErrors.clear()
    let folder = TemporaryFolder()
    folder.write("key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")
    _ = refusal(folder, "key")
    _ = try freshKey(folder)
    #expect(LibcryptoErrors.next == 0)
  }
}

struct `A VAPID token` {
  /// The claims of a header whose signature is right.
  private func claims(_ header: String, _ key: VAPIDKey, now: Instant) throws -> JSONObject {
    let parts = header.split(separator: " ")
    try #require(parts.count == 3 && parts[0] == "vapid" && parts[1].hasPrefix("t="))
    #expect(parts[2] == "k=\(key.publicText)")
    return try JWT.verify(
      String(parts[1].dropFirst(2).dropLast()), algorithms: ["ES256"],
      nowMilliseconds: now.milliseconds
    ) { signature in
      signature.octets.count == 64
        && ES256.verify(signature.octets, of: signature.input, publicKey: key.publicKey)
    }
  }

  @Test func `of RFC 8292 verifies`() throws {
    let example = try #require(try Vectors.load("rfc8292.json")["example"]?.asObject)
    let jwt = example.string("jwt").split(separator: ".")
    let input = Array("\(jwt[0]).\(jwt[1])".utf8)
    let signature = try Base64URL.decode(String(jwt[2]))
    let key = try example.octets("k")
    #expect(ES256.verify(signature, of: input, publicKey: key))
    #expect(!ES256.verify(signature, of: input + [0], publicKey: key))
  }

  @Test func `says to whom, until when, and who to write to`() throws {
    let key = try freshKey(TemporaryFolder())
    let tokens = VAPIDTokens(subject: try VAPIDSubject(subject))
    for origin in Set(try Vectors.objects("rfc8292.json", "aud_cases").map { $0.string("aud") }) {
      let header = try #require(tokens.header(for: origin, key: key, now: noon))
      let claims = try claims(header, key, now: noon)
      #expect(claims["aud"]?.asString == origin)
      #expect(claims["exp"]?.asInt64 == noon.milliseconds / 1000 + 43_200)
      #expect(claims["sub"]?.asString == subject)
    }
  }

  @Test func `is used again until an hour before its end`() throws {
    let key = try freshKey(TemporaryFolder())
    let tokens = VAPIDTokens(subject: try VAPIDSubject(subject))
    let first = tokens.header(for: "https://a.example", key: key, now: noon)
    #expect(tokens.header(for: "https://a.example", key: key, now: hours(11)) == first)
    let late = Instant(milliseconds: hours(11).milliseconds + 1_000)
    let second = try #require(tokens.header(for: "https://a.example", key: key, now: late))
    #expect(second != first)
    #expect(try claims(second, key, now: late)["exp"]?.asInt64 == late.milliseconds / 1000 + 43_200)
  }

  @Test func `is made anew when the clock went back so far that it would last too long`() throws {
    let key = try freshKey(TemporaryFolder())
    let tokens = VAPIDTokens(subject: try VAPIDSubject(subject))
    let first = tokens.header(for: "https://a.example", key: key, now: noon)
    #expect(tokens.header(for: "https://a.example", key: key, now: hours(-12)) == first)
    let early = try #require(tokens.header(for: "https://a.example", key: key, now: hours(-13)))
    #expect(early != first)
    #expect(throws: Never.self) { try claims(early, key, now: hours(-13)) }
    for wild in [Instant(milliseconds: .min), Instant(milliseconds: .max)] {
      #expect(tokens.header(for: "https://a.example", key: key, now: wild) != nil)
    }
  }

  @Test func `is never that of another origin or another key`() throws {
    let folder = TemporaryFolder()
    let keys = [try freshKey(folder, "one"), try freshKey(folder, "two")]
    let tokens = VAPIDTokens(subject: try VAPIDSubject(subject))
    var seen = Set<String>()
    for key in keys {
      for origin in ["https://a.example", "https://b.example"] {
        let header = try #require(tokens.header(for: origin, key: key, now: noon))
        #expect(try claims(header, key, now: noon)["aud"]?.asString == origin)
        seen.insert(header)
      }
    }
    #expect(seen.count == 4)
  }

  @Test func `is kept for 256 origins, and that which ends first gives way`() throws {
    let key = try freshKey(TemporaryFolder())
    let tokens = VAPIDTokens(subject: try VAPIDSubject(subject))
    func header(_ number: Int, _ now: Instant) -> String? {
      tokens.header(for: "https://\(number).example", key: key, now: now)
    }
    let first = header(0, noon)
    let others = (1..<256).map { header($0, hours(1)) }
    #expect(header(0, hours(1)) == first)
    _ = header(256, hours(1))
    #expect(header(200, hours(1)) == others[199])
    #expect(header(0, hours(1)) != first)
  }
}

struct `A VAPID subject` {
  @Test func `is judged as the vectors say`() throws {
    for item in try Vectors.objects("rfc8292.json", "sub_cases") {
      let text = item.string("sub")
      if item.string("expect") == "ok" {
        #expect(throws: Never.self, "\(text)") { try VAPIDSubject(text) }
      } else {
        let failure = #expect(throws: InvalidValue.self, "\(text)") { try VAPIDSubject(text) }
        #expect(failure?.field == "webpush.subject")
      }
    }
  }

  @Test(
    arguments: [
      "mailto:it@example.org", "mailto:it.dept+push@bo.example.org", "https://example.org",
      "https://example.org/contact?topic=push#form", "https://example.org:8443/",
    ])
  func `that can be reached is taken`(text: String) throws {
    #expect(try VAPIDSubject(text).text == text)
  }

  @Test(
    arguments: [
      "mailto: it@example.org", "mailto:<it@example.org>", "mailto:it@example.org ",
      "mailto:it@localhost", "mailto:it@host.local", "mailto:it@host.invalid", "mailto:it@a.test",
      "mailto:mailto:it@example.org", "mailto:it@example.org,b@example.org", "mailto:it@[1.2.3.4]",
      "mailto:it@1.2.3.4", "mailto:é@example.org", "https://localhost", "https://localhost:8443/",
      "https://a.localhost", "https://", "https:///x", "https://intranet", "https://1.2.3.4",
      "https://[::1]/", "https://it@example.org/", "https://example.org:0",
      "https://example.org:65536", "https://example.org:", "https://example..org",
      "https://.example.org", "https://-a.example.org", "https://a_b.example.org",
      "http://example.org", "HTTPS", "tel:+33612345678", "https://example.org/<x>",
      "https://example.org/\u{7F}", "https://" + String(repeating: "a", count: 260) + ".org",
    ])
  func `that a push service could not use is refused`(text: String) {
    #expect(throws: InvalidValue.self) { try VAPIDSubject(text) }
  }
}
