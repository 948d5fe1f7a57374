// SPDX-License-Identifier: MIT

/// Who gets what in the simulation: the built-in ladder with every option on, and two that reach
/// the last rungs sooner.
enum SimPolicy {
  static let text = """
    {"categories": {
      "role": {"severity": "success", "ladder": "standard", "options": ["email", "sms"],
        "budget": {"person": 6}},
      "alert": {"class": "security", "severity": "error", "ladder": "urgent",
        "budget": {"person": 20, "category": 50}},
      "news": {"class": "promotional", "severity": "info", "ladder": "short", "expires": "PT2M"}},
    "rules": {
      "user.promoted_to_minister": {"category": "role", "template": "promotion"},
      "minister.promoted_to_super_admin": {"category": "role", "template": "promotion"},
      "sim.alert": {"category": "alert"}, "sim.news": {"category": "news"}},
    "ladders": {
      "urgent": [
        {"channel": "realtime", "when": "any"},
        {"channel": "webpush", "when": "any"},
        {"channel": "sms", "when": "any", "after": "PT2S", "unless": ["acked"]},
        {"channel": "email", "when": "any", "after": "PT5S", "unless": ["seen"]}],
      "short": [
        {"channel": "webpush", "when": "not_visible", "unless": ["seen"]},
        {"channel": "email", "when": "any", "after": "PT10S", "unless": ["seen", "acked"]},
        {"channel": "sms", "when": "offline", "after": "PT20S", "unless": ["seen", "acked"]}]}}
    """
}
