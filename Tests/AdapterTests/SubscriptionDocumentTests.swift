// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `A subscription document` {
  private let key: String
  private let auth: String

  init() throws {
    let example = try #require(try Vectors.load("rfc8291.json")["example"]?.asObject)
    key = try #require(example["ua_public"]?.asString)
    auth = try #require(example["auth_secret"]?.asString)
  }

  private func text(
    endpoint: String = "https://push.example.net/abc", key: String? = nil, auth: String? = nil,
    more: String = ""
  ) -> String {
    let keys: JSONObject = [
      "p256dh": .string(key ?? self.key), "auth": .string(auth ?? self.auth),
    ]
    let address = JSON.string(endpoint).text
    return #"{"endpoint": \#(address), "keys": \#(JSON.object(keys).text)\#(more)}"#
  }

  private func read(_ text: String) throws(InvalidValue) -> RegisteredBrowser {
    try SubscriptionDocument.read(text, nil, now: Samples.moment)
  }

  private func refusal(_ text: String) -> InvalidValue? {
    do throws(InvalidValue) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test func `is what a browser writes`() throws {
    let browser = try read(text(more: #", "expirationTime": null"#))
    #expect(browser.subscription.endpoint == "https://push.example.net/abc")
    #expect(browser.subscription.p256dh == (try Base64URL.decode(key)))
    #expect(browser.subscription.auth == (try Base64URL.decode(auth)))
    #expect(browser.subscription.expires == nil)
    #expect(browser.created == Samples.moment)
  }

  @Test func `takes what a page adds`() throws {
    let browser = try read(
      text(
        more: """
          , "expirationTime": 1700000000000.5, "applicationServerKey": "\(key)",
          "label": "Bureau, Firefox", "userAgent": "Mozilla/5.0 (X11)"
          """))
    #expect(browser.subscription.expires == Instant(milliseconds: 1_700_000_000_000))
    #expect(browser.subscription.applicationServerKey == key)
    #expect(browser.label == "Bureau, Firefox")
    #expect(browser.userAgent == "Mozilla/5.0 (X11)")
  }

  @Test func `refuses every key and secret of the vectors, and names it`() throws {
    for entry in try Vectors.objects("rfc8291.json", "invalid_p256dh") {
      let found = refusal(text(key: Vectors.text(entry["value"])))
      #expect(found?.field == "subscription.keys.p256dh", "\(entry["name"]?.asString ?? "")")
    }
    for entry in try Vectors.objects("rfc8291.json", "invalid_auth") {
      let found = refusal(text(auth: Vectors.text(entry["value"])))
      #expect(found?.field == "subscription.keys.auth", "\(entry["name"]?.asString ?? "")")
    }
    for entry in try Vectors.objects("rfc8291.json", "base64url_cases") {
      let value = Vectors.text(entry["value"])
      #expect(refusal(text(key: value)) != nil, "\(entry["name"]?.asString ?? "")")
      #expect(refusal(text(auth: value)) != nil, "\(entry["name"]?.asString ?? "")")
    }
  }

  @Test(arguments: [
    (#", "expirationTime": "soon""#, "subscription.expirationTime"),
    (#", "expirationTime": -1"#, "subscription.expirationTime"),
    (#", "expirationTime": 1e300"#, "subscription.expirationTime"),
    (#", "expirationTime": 1.7953e12"#, "subscription.expirationTime"),
    (#", "applicationServerKey": "AAAA""#, "subscription.applicationServerKey"),
    (#", "applicationServerKey": 7"#, "subscription.applicationServerKey"),
    (#", "label": "a\nb""#, "subscription.label"),
    (#", "label": 1"#, "subscription.label"),
    (#", "userAgent": "\u202e""#, "subscription.userAgent"),
    (#", "colour": "red""#, "subscription.colour"),
  ])
  func `refuses what a page must not add`(more: String, field: String) {
    #expect(refusal(text(more: more))?.field == field)
  }

  @Test(arguments: [
    "https://Push.example.net/abc", "HTTPS://push.example.net/abc", "https://push.example.net",
    "https://push.example.net:443/abc", "https://push.example.net:0443/abc",
    "https://push.example.net/./abc", "https://push.example.net/a/../abc",
    "https://push.example.net/%2E/abc", "https://push.example.net/x/.%2e",
    "https://push.example.net?a",
  ])
  func `refuses another spelling of an address`(endpoint: String) {
    #expect(refusal(text(endpoint: endpoint))?.field == "subscription.endpoint")
  }

  @Test func `takes dots where they are part of a name`() throws {
    _ = try read(text(endpoint: "https://push.example.net/a..b/.c/...?x=/../y"))
  }

  @Test func `refuses what is too long, missing, or nothing at all`() {
    let long = String(repeating: "x", count: 129)
    #expect(refusal(text(more: #", "label": "\#(long)""#))?.field == "subscription.label")
    #expect(refusal("{}")?.field == "subscription.endpoint")
    #expect(
      refusal(#"{"endpoint": "https://a.example/"}"#)?.field == "subscription.keys")
    for document in ["", "null", "[]", "7", "\"x\"", "{"] {
      #expect(refusal(document) != nil, "\(document)")
    }
  }

  @Test func `is listed without its keys`() throws {
    let browser = try read(text(more: #", "label": "x""#))
    let list = SubscriptionDocument.list([browser])
    #expect(!list.contains(key))
    #expect(!list.contains(auth))
    let entry = try JSON.parse(list).asObject?["subscriptions"]?.asArray?.first?.asObject
    #expect(entry?["endpoint"]?.asString == "https://push.example.net/abc")
    #expect(entry?["label"]?.asString == "x")
    #expect(entry?["last_success_ms"]?.isNull == true)
    #expect(entry?["created_ms"]?.asInt64 == Samples.moment.milliseconds)
  }
}
