// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain
import MatinesWire

@c @implementation
public func matines_template_lint(
  _ folder: UnsafePointer<CChar>?, _ sample_json: UnsafePointer<CChar>?,
  _ report_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  report_json?.pointee = nil
  return boundary {
    let output = try required(report_json, "report_json")
    let folder = try optionalText(folder, "folder", limit: pathLimit)
    let sample = try optionalText(sample_json, "sample_json", limit: JSONLimits.document.octets)
    let samples = try sample.map(TemplateSample.read) ?? []
    try give(TemplateLint.report(folder, samples, now: SystemClock().now()), to: output)
  }
}

@c @implementation
public func matines_template_preview(
  _ folder: UnsafePointer<CChar>?, _ request_json: UnsafePointer<CChar>?,
  _ preview_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  preview_json?.pointee = nil
  return boundary {
    let output = try required(preview_json, "preview_json")
    let folder = try optionalText(folder, "folder", limit: pathLimit)
    let request = try TemplateRequest(
      text(request_json, "request_json", limit: JSONLimits.document.octets))
    try give(TemplatePreview.write(folder, request, now: SystemClock().now()), to: output)
  }
}

private let pathLimit = 4_096
