// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

@Suite(.timeLimit(.minutes(1)))
struct `HTTP transfers` {
  private func request(
    _ port: Int, body: String = "a=1", timeout: Int64 = 10_000, limit: Int = 65_536
  ) -> TransferRequest {
    .http(
      HTTPRequest(
        url: "http://127.0.0.1:\(port)/x", headers: [(name: "X-Test", value: "1")],
        body: Array(body.utf8), timeout: .init(milliseconds: timeout), answerLimit: limit))
  }

  private func answer(_ text: String) -> ScriptedServer {
    ScriptedServer { connection in
      while connection.readRequest() != nil { connection.write(text) }
    }
  }

  private func kind(_ result: TransferResult?) -> TransferFailure.Kind? {
    if case .failed(let failure) = result { failure.kind } else { nil }
  }

  private func answered(_ result: TransferResult?) -> Answer? {
    if case .answered(let answer) = result { answer } else { nil }
  }

  @Test func `give status, Retry-After and body`() {
    let server = answer(
      "HTTP/1.1 429 Slow\r\nRetry-After: 120\r\nContent-Length: 4\r\n\r\nwait")
    let found = answered(Samples.run(request(server.port)))
    #expect(found?.status == 429)
    #expect(found?.retryAfter == "120")
    #expect(found.map { String(decoding: $0.body, as: UTF8.self) } == "wait")
  }

  @Test func `send the body, the headers, and nothing that waits`() {
    let server = ScriptedServer { connection in
      guard let text = connection.readRequest() else { return }
      let isRight =
        text.hasPrefix("POST /x HTTP/1.1\r\n") && text.contains("X-Test: 1\r\n")
        && text.hasSuffix("\r\n\r\n" + String(repeating: "b", count: 5_000))
        && !text.lowercased().contains("expect") && !text.contains("Accept-Encoding")
      connection.write("HTTP/1.1 \(isRight ? 200 : 400) X\r\nContent-Length: 0\r\n\r\n")
    }
    let body = String(repeating: "b", count: 5_000)
    #expect(answered(Samples.run(request(server.port, body: body)))?.status == 200)
  }

  @Test func `reuse a connection`() {
    let server = answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let transfers = CurlTransfers()
    for _ in 0..<5 {
      #expect(answered(Samples.run(request(server.port), on: transfers))?.status == 200)
    }
    #expect(server.connections == 1)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func `never follow a redirect`(status: Int) {
    let trap = answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let server = answer(
      "HTTP/1.1 \(status) X\r\nLocation: http://127.0.0.1:\(trap.port)/\r\n"
        + "Content-Length: 0\r\n\r\n")
    #expect(answered(Samples.run(request(server.port)))?.status == status)
    #expect(trap.connections == 0)
  }

  @Test func `stop reading at the limit and keep the status`() {
    let server = ScriptedServer { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n")
      let block = [UInt8](repeating: 0x78, count: 65_536)
      for _ in 0..<1_600 where !connection.write(block) { return }
    }
    let found = answered(Samples.run(request(server.port, limit: 1_000)))
    #expect(found?.status == 200)
    #expect(found?.body.count == 1_000)
  }

  @Test func `call a refused connection unreachable, and name the peer`() {
    let port = ScriptedServer.closedPort()
    guard case .failed(let failure) = Samples.run(request(port)) else {
      Issue.record("no failure")
      return
    }
    #expect(failure.kind == .unreachable)
    #expect(failure.why.hasPrefix("127.0.0.1:\(port): "))
  }

  @Test func `call a name that does not exist unreachable`() {
    let request = TransferRequest.http(
      HTTPRequest(url: "http://nowhere.invalid/", headers: [], body: [1]))
    #expect(kind(Samples.run(request)) == .unreachable)
  }

  @Test func `call silence after the request unanswered`() {
    let server = ScriptedServer { $0.waitForTheEnd() }
    #expect(kind(Samples.run(request(server.port, timeout: 300))) == .unanswered)
  }

  @Test func `call a reset after the request unanswered`() {
    let server = ScriptedServer { connection in
      _ = connection.readRequest()
      connection.resetAtEnd()
    }
    #expect(kind(Samples.run(request(server.port))) == .unanswered)
  }

  @Test func `call a connection that is reset before TLS unreachable, at whatever moment`() {
    let server = ScriptedServer { $0.resetAtEnd() }
    let transfers = CurlTransfers()
    for _ in 0..<100 {
      let request = HTTPRequest(
        url: "https://127.0.0.1:\(server.port)/", headers: [], body: [1])
      #expect(kind(Samples.run(.http(request), on: transfers)) == .unreachable)
    }
  }

  @Test func `call half a head unanswered`() {
    let server = ScriptedServer { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 200 OK\r\nContent-Le")
    }
    #expect(kind(Samples.run(request(server.port))) == .unanswered)
  }

  @Test func `decide by the status when the body is short`() {
    let server = ScriptedServer { connection in
      _ = connection.readRequest()
      connection.write("HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\nshort")
    }
    #expect(answered(Samples.run(request(server.port)))?.status == 201)
  }

  @Test func `call garbage garbled`() {
    let server = ScriptedServer { connection in
      _ = connection.readRequest()
      connection.write([0x00, 0xFF, 0x16, 0x03] + Array(" no server said this\r\n\r\n".utf8))
    }
    #expect(kind(Samples.run(request(server.port))) == .garbled)
  }

  @Test func `end a flood of interim answers`() {
    let server = ScriptedServer { connection in
      _ = connection.readRequest()
      while connection.write(Array("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".utf8)) {}
    }
    #expect(kind(Samples.run(request(server.port))) == .garbled)
  }

  @Test func `refuse a header that would become two`() {
    let server = answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
    let request = TransferRequest.http(
      HTTPRequest(
        url: "http://127.0.0.1:\(server.port)/", headers: [(name: "A", value: "1\r\nB: 2")],
        body: [1]))
    #expect(kind(Samples.run(request)) == .security)
    #expect(server.connections == 0)
  }

  @Test(arguments: ["ftp://127.0.0.1/", "file:///etc/passwd", "smtp://127.0.0.1/", "://"])
  func `use no other protocol`(url: String) {
    let request = TransferRequest.http(HTTPRequest(url: url, headers: [], body: [1]))
    #expect(kind(Samples.run(request)) == .security)
  }

  @Test func `carry many at once and answer each`() {
    let server = ScriptedServer { connection in
      while let text = connection.readRequest() {
        let body = text.suffix(3)
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\(body)")
      }
    }
    let transfers = CurlTransfers()
    var expected: [Int: String] = [:]
    for number in 100..<164 {
      expected[transfers.start(request(server.port, body: "\(number)"))] = "\(number)"
    }
    #expect(transfers.inFlight == 64)
    for _ in 0..<200 where transfers.inFlight > 0 {
      for ended in transfers.pump(waiting: .seconds(1), wake: nil) {
        let body = answered(ended.result).map { String(decoding: $0.body, as: UTF8.self) }
        #expect(body != nil && body == expected.removeValue(forKey: ended.ticket))
      }
    }
    #expect(expected.isEmpty)
  }
}
