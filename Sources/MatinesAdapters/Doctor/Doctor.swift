// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// Examines what a document asks for, whether an engine would open or not.
package enum Doctor {
  /// All network checks together.
  private static let patience = Instant.Span.seconds(25)

  /// The report on the document of `matines_open`.
  package static func report(_ text: String, _ language: Sentences.Language) -> String {
    let patient: Patient
    do throws(InvalidValue) {
      patient = try Patient(text, within: patience)
    } catch {
      return write([ConfigurationCheck.refusal(error)], language)
    }
    return write(Checks.all.flatMap { $0.findings(patient) }, language)
  }

  private static func write(_ findings: [Finding], _ language: Sentences.Language) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("version", Int64(1))
    json.member("ok", !findings.contains { $0.level == .error })
    json.beginArray("findings")
    for finding in findings { json.rawElement(text(finding, language)) }
    json.endArray()
    json.endObject()
    return json.text
  }

  private static func text(_ finding: Finding, _ language: Sentences.Language) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("check", finding.check)
    json.member("level", finding.level.rawValue)
    json.member("sentence", finding.sentence.said(in: language))
    json.text("advice", finding.advice?.said(in: language))
    json.endObject()
    return json.text
  }
}
