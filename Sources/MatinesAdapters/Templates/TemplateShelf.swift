// SPDX-License-Identifier: MIT
import MatinesDomain
import Synchronization

/// The compiled sets of this process, each once however many engines use it.
package enum TemplateShelf {
  private struct Place {
    weak var set: TemplateSet?
  }

  /// Their addresses are their contents: what one engine finds here is what it would have compiled.
  private static let places = Mutex<[[UInt8]: Place]>([:])

  static let plurals = ICUPlurals()

  static let shippedSources = Result { () throws(OpenFailure) in
    try TemplateSources.compile(ShippedTemplates.texts)
  }

  /// The templates of the library alone. Compiled when first used, and good as long as the tests
  /// compile them.
  package static let shipped = Result { () throws(OpenFailure) in
    try TemplateSet(shippedSources.get(), digest: [], plurals: plurals)
  }

  package static func set(of texts: [TemplateText]) throws(OpenFailure) -> TemplateSet {
    let digest = digest(texts)
    if let known = places.withLock({ $0[digest]?.set }) { return known }
    let sources = try TemplateSources.compile(texts)
    let made = try TemplateSet(sources.over(shippedSources.get()), digest: digest, plurals: plurals)
    return places.withLock { places in
      if let known = places[digest]?.set { return known }
      places = places.filter { $0.value.set != nil }
      places[digest] = Place(set: made)
      return made
    }
  }

  private static func digest(_ texts: [TemplateText]) -> [UInt8] {
    var octets: [UInt8] = []
    for text in texts {
      octets += Array("\(text.path)\0\(text.octets.count)\0".utf8) + text.octets
    }
    return Digest.sha256(octets)
  }
}
