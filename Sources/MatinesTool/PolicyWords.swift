// SPDX-License-Identifier: MIT

/// The policy's codes as the brief's words.
struct PolicyWords {
  static let columns = ["realtime", "webpush", "email", "sms"]

  private let language: Language

  init(_ language: Language) { self.language = language }

  func channel(_ name: String) -> String {
    switch name {
    case "realtime": language("Mercure (in-app)", "In-app (Mercure)")
    case "webpush": "Web Push"
    case "email": language("E-mail", "E-mail")
    case "sms": "SMS"
    default: name
    }
  }

  func context(_ name: String) -> String {
    switch name {
    case "in_the_back_office": language("Connecté au back-office", "In the back-office")
    case "out_of_the_back_office":
      language("Déconnecté du back-office", "Out of the back-office")
    case "browser_closed": language("Navigateur fermé", "Browser closed")
    default: name
    }
  }

  func cell(_ name: String) -> String {
    switch name {
    case "at_once": language("immédiat", "at once")
    case "yes": language("oui", "yes")
    case "no": language("non", "no")
    default: name
    }
  }

  /// One rung in words: "E-mail, after 2 min, if out of the back-office, unless seen".
  func sentence(of rung: JSONValue) -> String {
    var parts = [channel(rung["channel"].text), after(rung["after"].text)]
    parts.append(when(rung["when"].text))
    let unless = rung["unless"].elements.map { suppressor($0.text) }
    if !unless.isEmpty {
      parts.append(
        language("sauf si ", "unless ") + unless.joined(separator: language(" ou ", " or ")))
    }
    if rung["optional"].isTrue { parts.append(language("en option", "as an option")) }
    let timeout = rung["timeout"].text
    if !timeout.isEmpty {
      parts.append(language("au plus tard ", "at the latest ") + after(timeout))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func suppressor(_ name: String) -> String {
    switch name {
    case "seen": language("déjà vue", "seen")
    case "acked": language("affichée par le navigateur", "shown by the browser")
    default: name
    }
  }

  private func when(_ name: String) -> String {
    switch name {
    case "online": language("si dans le back-office", "if in the back-office")
    case "offline": language("si hors du back-office", "if out of the back-office")
    case "visible": language("si le back-office est visible", "if the back-office is visible")
    case "not_visible":
      language("si le back-office n’est pas visible", "if the back-office is not visible")
    default: ""
    }
  }

  private func after(_ duration: String) -> String {
    if duration.isEmpty { return language("immédiatement", "at once") }
    return language("après ", "after ") + length(of: duration)
  }

  /// The library writes durations as `P1DT2H3M4S`.
  private func length(of duration: String) -> String {
    var parts: [String] = []
    var number = ""
    for letter in duration.dropFirst() {
      switch letter {
      case "0"..."9": number.append(letter)
      case "T": continue
      default:
        parts.append("\(number) \(unit(letter))")
        number = ""
      }
    }
    return parts.joined(separator: " ")
  }

  private func unit(_ letter: Character) -> String {
    switch letter {
    case "D": language("j", "d")
    case "H": "h"
    case "M": "min"
    case "S": "s"
    default: String(letter)
    }
  }
}
