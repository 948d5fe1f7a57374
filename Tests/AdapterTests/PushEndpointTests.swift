// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `A push endpoint` {
  @Test func `is refused in every way the vectors list, with the reason`() throws {
    let words = [
      "scheme": "not an https address", "no scheme": "not an https address",
      "no host": "names no host", "user info": "user name", "port": "port",
      "IP literal": "IP address", "numeric host": "IP address", "single label": "single label",
      "fragment": "fragment", "backslash": "backslash", "space": "space",
      "control character": "control", "not ASCII": "not ASCII", "too long": "2048",
      "empty": "empty",
    ]
    for entry in try Vectors.objects("push-endpoints.json", "reject_syntax") {
      let endpoint = Vectors.text(entry["endpoint"])
      let why = try #require(words[entry["why"]?.asString ?? ""])
      do throws(InvalidValue) {
        _ = try PushEndpoint(endpoint)
        Issue.record("accepted \(endpoint.prefix(80))")
      } catch {
        #expect(error.description.contains(why), "\(error.description): \(endpoint.prefix(80))")
        #expect(error.field == "subscription.endpoint")
      }
    }
  }

  @Test func `is accepted as the push services write it`() throws {
    let accepted = try #require(try Vectors.load("push-endpoints.json")["accept_syntax"]?.asArray)
    #expect(!accepted.isEmpty)
    for entry in accepted { _ = try PushEndpoint(try #require(entry.asString)) }
  }

  @Test(arguments: [
    "https:////example.com/x", "https://example.com./x", "https://-a.example/x",
    "https://a_b.example/x", "https://example..com/x", "https://%31%32%37.0.0.1/x",
    "https://127.1/x", "https://0x7f000001/x", "https://017700000001/x", "https://1.2.3/x",
    "https://[::ffff:127.0.0.1]/x", "https://example.com:443:443/x",
    "https://@example.com/x", "https://a.1/x", "https://example.com%2f@a.example/x",
    "HTTPS:/example.com/x", "https://①②⑦.0.0.1/x", "https://localhost./x",
  ])
  func `is refused when it could be read in two ways`(endpoint: String) {
    #expect(throws: InvalidValue.self) { try PushEndpoint(endpoint) }
  }

  @Test func `names its origin as VAPID does`() throws {
    for entry in try Vectors.objects("rfc8292.json", "aud_cases") {
      let endpoint = try #require(entry["endpoint"]?.asString)
      #expect(
        try PushEndpoint(endpoint, ports: [8443]).origin == entry["aud"]?.asString)
    }
  }

  @Test func `may have another port only when the operator opened it`() throws {
    #expect(try PushEndpoint("https://a.example:8443/", ports: [8443]).port == 8443)
    #expect(throws: InvalidValue.self) {
      try PushEndpoint("https://a.example:8444/", ports: [8443])
    }
  }
}

struct `The address rule` {
  private let rule = AddressRule(allowing: [], ports: [])

  private func allows(_ address: String, _ rule: AddressRule, port: UInt16 = 443) throws -> Bool {
    rule.allows(try #require(Network.address(address)), port: port)
  }

  @Test func `judges every address of the vectors`() throws {
    for entry in try Vectors.objects("push-endpoints.json", "address_cases") {
      let address = try #require(entry["address"]?.asString)
      #expect(
        try allows(address, rule) == (entry["expect"]?.asString == "allow"), "\(address)")
    }
  }

  @Test func `blocks the first and last address of every special network`() throws {
    for member in ["blocked_ipv4", "blocked_ipv6"] {
      let networks = try #require(try Vectors.load("push-endpoints.json")[member]?.asArray)
      for text in networks.compactMap(\.asString) {
        let network = try #require(Network(text), "\(text)")
        for address in Self.ends(of: text) {
          #expect(network.contains(address), "\(text)")
          #expect(!rule.allows(address, port: 443), "\(text)")
        }
      }
    }
  }

  private static func ends(of network: String) -> [[UInt8]] {
    let parts = network.split(separator: "/")
    guard let first = Network.address(String(parts[0])), let length = Int(parts[1]) else {
      return []
    }
    let last = first.indices.map { index in
      let free = min(8, max(0, (index + 1) * 8 - length))
      return first[index] | UInt8(truncatingIfNeeded: (1 << free) - 1)
    }
    return [first, last]
  }

  @Test func `opens what the operator names, and nothing beside it`() throws {
    let opened = AddressRule(
      allowing: [try Network("10.1.0.0/16", field: "n"), try Network("fd00::/8", field: "n")],
      ports: [8443])
    #expect(try allows("10.1.255.255", opened))
    #expect(try !allows("10.2.0.0", opened))
    #expect(try allows("fd12::1", opened))
    #expect(try !allows("fe80::1", opened))
    #expect(try allows("8.8.8.8", opened, port: 8443))
    #expect(try !allows("8.8.8.8", opened, port: 25))
  }

  @Test func `refuses what is not an address at all`() {
    #expect(!rule.allows([], port: 443))
    #expect(!rule.allows([8, 8, 8], port: 443))
  }

  @Test(arguments: [
    "", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.1/8", "::/129", "1.2.3/8", "10.0.0.0/+8",
    "10.0.0.0/8/8", "a/8", "::1/64", "10.0.0.0/ 8",
  ])
  func `refuses a network that is none`(text: String) {
    #expect(throws: InvalidValue.self) { try Network(text, field: "webpush.allow.networks[0]") }
  }
}
