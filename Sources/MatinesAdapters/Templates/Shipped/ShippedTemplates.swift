// SPDX-License-Identifier: MIT

/// The set that comes with the library: the words of the two role events, in French and English.
/// A folder of the operator's may replace any of its files by one of the same name.
enum ShippedTemplates {
  static let texts: [TemplateText] =
    layout + promotionFrench + promotionEnglish + observerFrench + observerEnglish
}
