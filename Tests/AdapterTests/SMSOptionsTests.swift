// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Testing

@testable import MatinesAdapters

struct `The options of SMS` {
  private func rules(_ options: String) throws -> SMSRules {
    try SMSOptions.rules(DSN.parse("spool:out\(options)"))
  }

  @Test func `replace nothing, and refuse more than six parts, unless they are set`() throws {
    #expect(try rules("") == .standard)
    #expect(SMSRules.standard.maxParts == 6)
    #expect(SMSRules.standard.tooLong == .refuse)
    #expect(!SMSRules.standard.transliterates)
    let rules = try rules("?transliterate=yes&max_parts=255&too_long=cut")
    #expect(try rules == SMSRules(transliterates: true, maxParts: 255, tooLong: .cut))
  }

  @Test(arguments: [
    ("?transliterate=true", "sms.transliterate"), ("?transliterate=", "sms.transliterate"),
    ("?max_parts=0", "sms.max_parts"), ("?max_parts=256", "sms.max_parts"),
    ("?max_parts=%2B6", "sms.max_parts"), ("?max_parts=", "sms.max_parts"),
    ("?max_parts=-1", "sms.max_parts"), ("?max_parts=99999999999999999999", "sms.max_parts"),
    ("?too_long=drop", "sms.too_long"), ("?too_long=", "sms.too_long"),
    ("?max_part=6", "sms.max_part"),
  ])
  func `are named when they are wrong, whoever carries the texts`(
    options: String, name: String
  ) {
    for carrier in ["spool:out", "host:"] where carrier != "host:" || name != "sms.max_part" {
      let document = #"{"store":"memory:","sms":"\#(carrier)\#(options)"}"#
      #expect {
        try Registry.assemble(EngineDocument.read(document))
      } throws: { error in
        guard case .configuration(let invalid)? = error as? OpenFailure else { return false }
        return invalid.field == name
      }
    }
  }
}
