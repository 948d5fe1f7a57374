// SPDX-License-Identifier: MIT
import Testing

@testable import MatinesWire

struct `Percent encoding` {
  @Test func `leaves only the unreserved characters`() {
    let all = String(decoding: UInt8(0)...UInt8(0x7F), as: UTF8.self)
    let kept = PercentEncoding.component(all).utf8.split(separator: UInt8(ascii: "%")).dropFirst()
    #expect(kept.allSatisfy { $0.count >= 2 })
    #expect(PercentEncoding.component("aZ09-._~") == "aZ09-._~")
    #expect(PercentEncoding.component("{id}/*:?#%+é ") == "%7Bid%7D%2F%2A%3A%3F%23%25%2B%C3%A9%20")
  }

  @Test func `decodes what it encodes`() {
    let all = String(String.UnicodeScalarView((1...0x2FF).compactMap(Unicode.Scalar.init)))
    #expect(PercentEncoding.decode(Substring(PercentEncoding.component(all))) == all)
  }

  @Test func `leaves a percent sign without digits alone and refuses broken text`() {
    #expect(PercentEncoding.decode("100%") == "100%")
    #expect(PercentEncoding.decode("%4g%4") == "%4g%4")
    #expect(PercentEncoding.decode("%%41") == "%A")
    #expect(PercentEncoding.decode("a+b") == "a+b")
    #expect(PercentEncoding.decode("a+b", plusIsSpace: true) == "a b")
    #expect(PercentEncoding.decode("%C3") == nil)
  }
}

struct `Form body` {
  @Test func `joins fields that decode to themselves`() {
    let body = FormBody.encode([("topic", "urn:a&b=c"), ("data", "é +"), ("", "")])
    #expect(body == "topic=urn%3Aa%26b%3Dc&data=%C3%A9%20%2B&=")
    #expect(FormBody.encode([]) == "")
  }

  @Test func `keeps random fields whole`() {
    let alphabet = Array("&=%+ ;é\r\n\"'<>#/?ab\u{1F600}")
    for _ in 0..<1_000 {
      let words = (0..<6).map { _ in
        String((0..<Int.random(in: 0...5)).compactMap { _ in alphabet.randomElement() })
      }
      let fields = [(words[0], words[1]), (words[2], words[3]), (words[4], words[5])]
      let decoded = FormBody.encode(fields)
        .split(separator: "&", omittingEmptySubsequences: false)
        .flatMap { $0.split(separator: "=", omittingEmptySubsequences: false) }
        .map { PercentEncoding.decode($0, plusIsSpace: true) }
      #expect(decoded == words)
    }
  }
}
