// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `The DSN of an SMS provider` {
  private func refusal(_ text: String) throws -> String? {
    let document = try EngineDocument.read(
      #"{"store": "memory:", "sms": \#(JSON.string(text).text)}"#)
    do {
      _ = try Registry.assemble(document)
      return nil
    } catch {
      switch error {
      case .configuration(let invalid): return invalid.description
      case .unsupported(let why): return "unsupported: \(why)"
      default: return "\(error)"
      }
    }
  }

  /// Those that the grammar takes: what Symfony 5.4 says of them is another matter.
  @Test func `is taken or refused, for every vector of the grammar`() throws {
    let wanted = [
      "twilio://SID:TOKEN@default?from=+33612345678": "sms.from",
      "twilio://SID:TOKEN@default?from=%2B33612345678": "",
      "twilio://SID:TOKEN@default?from=ACME": "",
      "ovhcloud://AK:AS@default?consumer_key=CK&service_name=sms-ab123-1&sender=ACME"
        + "&no_stop_clause=1": "",
      "messagebird://TOK@default?from=ACME": "",
      "vonage://K:S@default?from=Acme": "unsupported",
      "vonage://K:S@127.0.0.1:8443?from=A&a.b=1": "unsupported",
      "twilio://SID:TOKEN@?from=x": "refused", "twilio://default": "sms", "null://null": "sms",
    ]
    var seen = 0
    for row in try Vectors.objects("dsn.json", "cases")
    where row["kind"]?.asString == "notifier" {
      let text = Vectors.text(row["dsn"])
      let named = try #require(wanted[text], "\(text)")
      seen += 1
      guard named != "refused" else {
        #expect(throws: InvalidValue.self) {
          try EngineDocument.read(#"{"store": "memory:", "sms": "\#(text)"}"#)
        }
        continue
      }
      if named == "sms.from" {
        #expect(throws: InvalidValue.self) { try refusal(text) }
        continue
      }
      let found = try refusal(text)
      #expect(named.isEmpty ? found == nil : found?.hasPrefix(named) == true, "\(text)")
    }
    #expect(seen == wanted.count)
  }

  @Test(arguments: [
    ("twilio://hunter2@default?from=A1", "sms: the account's token is missing"),
    ("twilio://:hunter2@default?from=A1", "sms: the account's SID is missing"),
    ("twilio://a%2Fb:hunter2@default?from=A1", "sms: not the account's SID"),
    ("twilio://a:hunter2@default", "sms.from: missing"),
    ("twilio://a:hunter2@default?from=", "sms.from: not a number"),
    ("twilio://a:hunter2@default?from=%20A1", "sms.from: not a number"),
    ("twilio://a:hunter2@default?from=ABCDEFGHIJKL", "sms.from: not a number"),
    ("twilio://a:hunter2@default?from=A1&colour=hunter2", "sms.colour: unknown option"),
    ("twilio://a:hunter2@default?from=A1&verify_peer=0", "sms.verify_peer: unknown option"),
    ("twilio://a:hunter2@default?from=A1&ca_file=", "sms.ca_file: empty"),
    ("twilio://a:hunter2@default/path?from=A1", "sms: a provider's DSN has no path"),
    ("twilio://a:hunter2%C3%A9@default?from=A1", "sms: the account's token has a character"),
    ("twilio://a:hunter%202@default?from=A1", "sms: the account's token has a character"),
    ("messagebird://default?from=A1", "sms: the access key is missing"),
    ("messagebird://a:hunter2@default?from=A1", "sms: messagebird: takes an access key"),
    ("messagebird://hunter2@default", "sms.from: missing"),
    ("ovhcloud://a@default?consumer_key=c&service_name=s", "sms: the application secret is"),
    ("ovhcloud://:hunter2@default?consumer_key=c&service_name=s", "sms: the application key is"),
    ("ovhcloud://a:hunter2@default?service_name=s", "sms.consumer_key: the consumer key is"),
    ("ovhcloud://a:s@default?consumer_key=hunter2", "sms.service_name: the service's name is"),
    (
      "ovhcloud://a:s@default?consumer_key=hunter2&service_name=..",
      "sms.service_name: not the service's name"
    ),
    (
      "ovhcloud://a:s@default?consumer_key=hunter2&service_name=a%2Fb",
      "sms.service_name: not the service's name"
    ),
    (
      "ovhcloud://a:hunter2@default?consumer_key=c&service_name=s&no_stop_clause=2",
      "sms.no_stop_clause: not 1 or 0"
    ),
    (
      "ovhcloud://a:hunter2@default?consumer_key=c&service_name=s&sender=%40",
      "sms.sender: not a number"
    ),
    ("host:?colour=hunter2", "sms.colour: unknown option"),
    ("host:?ca_file=hunter2", "sms.ca_file: unknown option"),
    ("host:?from=hunter2&max_parts=2", "sms.from: unknown option"),
    ("host:?max_parts=hunter2", "sms.max_parts: "),
  ])
  func `is refused by the name of what is wrong, and without its secrets`(
    dsn: String, message: String
  ) throws {
    let found = try #require(try refusal(dsn))
    #expect(found.hasPrefix(message), "\(found)")
    #expect(!found.contains("hunter"))
  }
}
