// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire
import Synchronization

/// The words of a set of Mustache templates, for one engine.
package final class MustacheTemplateRenderer: TemplateRenderer {
  private let sets: any TemplateSets
  private let writer: TemplateWriter
  private let gaps: ReportedGaps

  /// `origin` is the back-office's own; without it no message carries a link. `fallback` is the
  /// language of those who read none of a template's.
  package init(
    _ sets: any TemplateSets, origin: String?, fallback: LanguageTag, zones: any TimeZones,
    log: any Log
  ) {
    self.sets = sets
    writer = TemplateWriter(origin: origin, fallback: fallback, zones: zones)
    gaps = ReportedGaps(log)
  }

  package func render(_ request: RenderRequest) throws(RenderFailure) -> Rendered {
    let set = try sets.current()
    let (rendered, missing) = try writer.write(request, by: set)
    if !missing.isEmpty { gaps.report(missing, of: set) }
    return rendered
  }

  /// By the set now in force. What it lacks is told when the words are sent: the log may be the
  /// host's.
  package var snapshot: (any TemplateRenderer)? {
    (try? sets.inForce()).map { SettledRenderer(writer: writer, set: $0) }
  }
}

private struct SettledRenderer: TemplateRenderer {
  let writer: TemplateWriter
  let set: TemplateSet

  func render(_ request: RenderRequest) throws(RenderFailure) -> Rendered {
    try writer.write(request, by: set).0
  }
}

/// Where the templates in force come from.
package protocol TemplateSets: Sendable {
  func current() throws(RenderFailure) -> TemplateSet
  /// As it was when it was last looked for: reads no file.
  func inForce() throws(RenderFailure) -> TemplateSet
}

extension TemplateSets {
  package func inForce() throws(RenderFailure) -> TemplateSet { try current() }
}

/// Those of the library.
package struct ShippedSet: TemplateSets {
  package init() {}

  package func current() throws(RenderFailure) -> TemplateSet {
    do throws(OpenFailure) {
      return try TemplateShelf.shipped.get()
    } catch {
      throw RenderFailure(error.words)
    }
  }
}

/// What templates showed and nobody gave, each told once.
private final class ReportedGaps: Sendable {
  private static let limit = 1_000
  private let log: any Log
  private let told = Mutex<(digest: [UInt8], gaps: Set<MustacheGap>)>(([], []))

  init(_ log: any Log) {
    self.log = log
  }

  func report(_ gaps: [MustacheGap], of set: TemplateSet) {
    let new = told.withLock { told in
      if told.digest != set.digest { told = (set.digest, []) }
      return gaps.filter { told.gaps.count < Self.limit && told.gaps.insert($0).inserted }
    }
    for gap in new { log.write(.warning, gap.words) }
  }
}

extension MustacheGap {
  /// For the log, without any value.
  package var words: String {
    let name = "{{\(PlainText.oneLine(name, limit: 128))}}"
    let what =
      switch kind {
      case .missing: "nothing was given for \(name)"
      case .noText: "\(name) is a list or an object, which has no text"
      case .address: "\(name) is no address of a page, a mail or a telephone, and was left out"
      case .partial: "there is no partial \(name)"
      }
    return "template \(PlainText.oneLine(template, limit: 256)), line \(line): \(what)"
  }
}
