// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain
import MatinesWire

@c @implementation
public func matines_doctor(
  _ config_json: UnsafePointer<CChar>?, _ locale: UnsafePointer<CChar>?,
  _ report_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  report_json?.pointee = nil
  return boundary {
    let output = try required(report_json, "report_json")
    let language = try optionalText(locale, "locale", limit: 64).map { try LanguageTag($0) }
    let text = try text(config_json, "config_json", limit: JSONLimits.document.octets)
    try give(Doctor.report(text, Sentences.Language(language ?? .french)), to: output)
  }
}
