// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `The keys of a hub` {
  private let folder = TemporaryFolder()
  private static let one = "0123456789abcdef0123456789abcdef"
  private static let two = "abcdef0123456789abcdef0123456789"

  private func keys(_ options: String, _ files: KeyFiles?) throws -> HubKeys {
    HubKeys(try MercureHub(dsn: try DSN.parse("mercure+https://hub/?" + options)), files)
  }

  private var files: KeyFiles { KeyFiles(path: folder.path) }

  @Test func `are two`() throws {
    folder.write("hub-publish.key", Self.one)
    folder.write("hub-subscribe.key", Self.two + "\n")
    let keys = try keys("", files)
    let (publisher, subscriber) = try (keys.publisher(), keys.subscriber()())
    #expect(publisher.withOctets(Array.init) == Array(Self.one.utf8))
    #expect(subscriber.withOctets(Array.init) == Array(Self.two.utf8))
  }

  @Test func `are not the same, wherever they come from`() throws {
    folder.write("hub-publish.key", Self.one)
    folder.write("hub-subscribe.key", Self.one + "\n")
    folder.write("other.key", Self.one)
    let elsewhere = "key_file=\(folder.path)/other.key"
    for (options, files) in [
      ("", files), ("subscriber_" + elsewhere, files), (elsewhere, files),
      (elsewhere + "&subscriber_" + elsewhere, nil),
    ] {
      let keys = try keys(options, files)
      _ = try keys.publisher()
      #expect(throws: InvalidValue.self) { try keys.subscriber() }
    }
  }

  @Test func `are no other purpose's`() throws {
    let octets = [UInt8](33..<65)
    folder.write("presence.key", Base64URL.encode(octets) + "\n")
    folder.write("hub-publish.key", Self.one)
    folder.write("hub-subscribe.key", String(decoding: octets, as: UTF8.self))
    let files = files
    _ = try files.key(.presence)
    let keys = try keys("", files)
    _ = try keys.publisher()
    #expect(throws: InvalidValue.self) { try keys.subscriber() }
    let later = self.files
    _ = try self.keys("", later).subscriber()
    #expect(throws: InvalidValue.self) { try later.key(.presence) }
  }

  @Test func `are missed when they are needed`() throws {
    folder.write("hub-publish.key", Self.one)
    let key = try keys("", files).subscriber()
    #expect(throws: InvalidValue.self) { try key() }
    folder.write("hub-subscribe.key", Self.two)
    #expect(try key().count == 32)
    #expect(throws: InvalidValue.self) { try keys("", nil).publisher() }
    #expect(throws: InvalidValue.self) {
      try keys("subscriber_key_file=\(folder.path)/none.key", files).subscriber()
    }
  }
}
