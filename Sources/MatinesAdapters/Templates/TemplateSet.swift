// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The templates of a folder, compiled and with all they include; what the folder lacks, the
/// shipped ones have. Shared by the engines of a process whose folders hold the same.
package final class TemplateSet: Sendable {
  /// Of the names and contents of the files.
  package let digest: [UInt8]
  let wording: TemplateWording

  /// A partial that is missing would be rendered as nothing, without a word: it is refused.
  init(
    _ sources: TemplateSources, digest: [UInt8], plurals: ICUPlurals
  ) throws(OpenFailure) {
    self.digest = digest
    wording = TemplateWording(sources, plurals)
    if let missing = wording.missing.first { throw refusal(missing.file, missing.words) }
  }

  /// For who tries templates that no engine would take.
  init(_ wording: TemplateWording) {
    digest = []
    self.wording = wording
  }

  package var templates: Set<TemplateName> { Set(wording.words.keys) }

  package var languages: [LanguageTag] { wording.languages }

  /// Nil where no language has all that the channel needs.
  func parts(
    of template: TemplateName, on channel: ChannelName, for person: LanguageTag,
    else fallback: LanguageTag
  ) -> TemplateParts? {
    wording.words[template]?.parts(on: channel, for: person, else: fallback)
  }
}
