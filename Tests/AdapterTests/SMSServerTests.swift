// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

private typealias Provider = SMSSamples.Provider

/// Against providers written by other means, over TLS.
@Suite(.timeLimit(.minutes(2)))
struct `SMS providers` {
  private let certificates: String

  init() throws { certificates = try PythonServer.certificates() }

  private func server(
    _ provider: Provider, _ options: [String] = [], credentials: String? = nil
  ) throws -> PythonServer {
    try PythonServer(
      "sms_providers.py",
      [
        "--provider", provider.rawValue, "--certificates", certificates,
        "--credentials", credentials ?? provider.credentials,
      ] + options)
  }

  private func sms(_ provider: Provider, _ server: PythonServer) throws -> any SMS {
    try provider.sms(provider.dsn("localhost:\(server.port)", "&ca_file=\(certificates)/ca.pem"))
  }

  private func messages(_ server: PythonServer) throws -> [JSONObject] {
    try server.recorded("/messages").asArray?.compactMap(\.asObject) ?? []
  }

  private func count(_ server: PythonServer, _ name: String) throws -> Int64? {
    try server.recorded("/count").asObject?[name]?.asInt64
  }

  @Test(arguments: Provider.allCases)
  fileprivate func `take a text as it was written, and say its id`(provider: Provider) throws {
    let server = try server(provider, ["--skew", "86400"])
    let sms = try sms(provider, server)
    let transfers = CurlTransfers()
    let texts = ["Élue : 5 € & plus + d’infos\n100 % = [x] 😀", "+%26&=;"]
    for text in texts {
      let outcome = try Samples.outcome(sms.send(SMSSamples.message(text)), on: transfers)
      guard case .delivered(let reference?, let parts) = outcome else {
        Issue.record("\(String(describing: outcome))")
        continue
      }
      let kept = try #require(try messages(server).last)
      #expect(kept["text"]?.asString == text)
      #expect(kept["to"]?.asString == "+33612345678")
      #expect(kept["id"]?.asString == reference)
      #expect(parts == (provider == .ovhcloud ? 0 : 1))
    }
    #expect(try count(server, "questions") == (provider == .ovhcloud ? 1 : 0))
    #expect(try count(server, "refusals") == 0)
  }

  @Test(arguments: Provider.allCases)
  fileprivate func `that know us not are a setting to correct, and hear no secret again`(
    provider: Provider
  ) throws {
    let others = provider.credentials.split(separator: ":").map { $0 == "AC1" ? $0 : "other" }
    let server = try server(provider, credentials: others.joined(separator: ":"))
    let outcome = try #require(
      try Samples.outcome(sms(provider, server).send(SMSSamples.message())))
    #expect(outcome.kind == "misconfigured")
    #expect(!"\(outcome)".contains("canary"))
    #expect(try messages(server).isEmpty)
  }

  @Test(arguments: Provider.allCases, ["expired", "wrong-name", "self-signed"])
  fileprivate func `with a bad certificate get nothing`(
    provider: Provider, certificate: String
  ) throws {
    let server = try server(provider, ["--certificate", certificate])
    let outcome = try Samples.outcome(sms(provider, server).send(SMSSamples.message()))
    #expect(outcome?.kind == "misconfigured")
    #expect(try messages(server).isEmpty)
  }

  /// libcurl by itself would send it again: the connection that broke was one it had kept.
  @Test(arguments: Provider.allCases)
  fileprivate func `get a text once, though the connection breaks after an earlier one`(
    provider: Provider
  ) throws {
    let server = try server(provider)
    let sms = try sms(provider, server)
    let transfers = CurlTransfers()
    let first = try Samples.outcome(sms.send(SMSSamples.message()), on: transfers)
    #expect(first?.kind == "delivered")
    try server.order(#"{"at": "answer", "action": "reset"}"#)
    let second = try Samples.outcome(sms.send(SMSSamples.message("again")), on: transfers)
    #expect(second?.kind == "unknown")
    #expect(try messages(server).map { $0["text"]?.asString }.count { $0 == "again" } == 1)
  }

  @Test(arguments: Provider.allCases)
  fileprivate func `that answer nonsense may have taken it`(provider: Provider) throws {
    let server = try server(provider)
    let sms = try sms(provider, server)
    let transfers = CurlTransfers()
    for action in ["reset", "half", "garbage", "huge", "wrong_length", "flood"] {
      try server.order(#"{"at": "answer", "action": "\#(action)"}"#)
      let outcome = try Samples.outcome(sms.send(SMSSamples.message(action)), on: transfers)
      #expect(outcome?.kind == "unknown", "\(action)")
    }
    #expect(try messages(server).count == 6)
  }

  @Test func `OVHcloud's clock is read again when it was set`() throws {
    let server = try server(.ovhcloud)
    let sms = try sms(.ovhcloud, server)
    let transfers = CurlTransfers()
    func send() throws -> String? {
      try Samples.outcome(sms.send(SMSSamples.message()), on: transfers)?.kind
    }
    #expect(try send() == "delivered")
    _ = try server.recorded("/jump")
    #expect(try send() == "later")
    #expect(try send() == "delivered")
    #expect(try count(server, "questions") == 2)
  }

  @Test func `OVHcloud gets no text while it does not tell its time`() throws {
    let server = try server(.ovhcloud)
    let sms = try sms(.ovhcloud, server)
    for action in ["reset", "half", "garbage", "huge", "wrong_length", "flood"] {
      try server.order(#"{"at": "time", "action": "\#(action)"}"#)
      #expect(try Samples.outcome(sms.send(SMSSamples.message()))?.kind == "later", "\(action)")
    }
    #expect(try messages(server).isEmpty)
  }
}
