// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// The notification by which somebody tries a browser: shown, and in nobody's inbox.
package enum TestPush {
  package static func payload(for locale: LanguageTag) -> [UInt8] {
    let isEnglish = locale.fallbacks.contains { $0.lowercased() == "en" }
    var json = JSONWriter()
    json.beginObject()
    json.member("type", "test")
    json.member("severity", Severity.info.name)
    json.beginObject("notification")
    json.member("title", isEnglish ? "Test notification" : "Notification d’essai")
    json.member(
      "body",
      isEnglish
        ? "This browser receives your notifications."
        : "Ce navigateur reçoit bien vos notifications.")
    json.member("lang", isEnglish ? "en" : "fr")
    json.member("tag", "matines-test")
    json.endObject()
    json.endObject()
    return Array(json.text.utf8)
  }

  /// Worth a minute: whoever asked is looking at the screen.
  package static var treatment: PushTreatment {
    PushTreatment(seconds: 60, urgency: .high)
  }
}
