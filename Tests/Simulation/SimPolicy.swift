// SPDX-License-Identifier: MIT

/// Who gets what in the simulation: the built-in ladder with every option on, and three that reach
/// the last rungs sooner.
enum SimPolicy {
  static func text(_ dice: Dice) -> String { open + (dice.oneIn(2) ? tight : loose) + rest }

  /// Where people are reached as often as there is something, push services are asked often enough
  /// to break.
  private static let loose = #""caps": {"sms": {"count": 2, "per": "PT10M"}},"#
  private static let tight = """
    "caps": {"webpush": {"count": 3, "per": "PT2M"}, "email": {"count": 4, "per": "PT5M"},
      "sms": {"count": 2, "per": "PT10M"}},
    """

  private static let open = #"{"flood": 4,"#
  private static let rest = """
    "categories": {
      "role": {"severity": "success", "mandatory": true, "ladder": "standard",
        "options": ["email", "sms"], "budget": {"person": 6}},
      "alert": {"class": "security", "severity": "error", "ladder": "urgent",
        "budget": {"person": 20, "category": 50}},
      "notice": {"severity": "warning", "ladder": "calm", "expires": "PT4H"},
      "news": {"class": "promotional", "severity": "info", "ladder": "short", "expires": "PT2M"}},
    "rules": {
      "user.promoted_to_minister": {"category": "role", "template": "promotion"},
      "minister.promoted_to_super_admin": {"category": "role", "template": "promotion",
        "observers": [{"audience": {"role": "chief"}, "template": "seen", "category": "notice"}]},
      "sim.rise": {"category": "role", "collapse": "rank"},
      "sim.fall": {"category": "role", "collapse": "rank"},
      "sim.alert": {"category": "alert"}, "sim.news": {"category": "news"},
      "sim.circular": {"category": "notice", "audience": {"role": "clerk"}, "collapse": "news"},
      "sim.siren": {"category": "alert", "audience": [{"domain": "north"}, {"role": "chief"}]},
      "sim.decree": {"category": "role",
        "audience": ["subject", {"users": ["u3", "u1", "nobody", "u1", "u0"]},
          {"role": "clerk", "domain": "north"}],
        "observers": [
          {"audience": {"role": "chief", "domain": "south"}, "template": "seen"},
          {"audience": [{"domain": "south"}, {"users": ["u2", "u4"]}], "template": "heard",
            "category": "news"}]}},
    "ladders": {
      "urgent": [
        {"channel": "realtime", "when": "any"},
        {"channel": "webpush", "when": "any"},
        {"channel": "sms", "when": "any", "after": "PT2S", "unless": ["acked"]},
        {"channel": "email", "when": "any", "after": "PT5S", "unless": ["seen"]}],
      "calm": [
        {"channel": "realtime", "when": "online"},
        {"channel": "webpush", "when": "not_visible"},
        {"channel": "email", "when": "any", "after": "PT30S", "unless": ["seen"]}],
      "short": [
        {"channel": "webpush", "when": "not_visible", "unless": ["seen"]},
        {"channel": "email", "when": "any", "after": "PT10S", "unless": ["seen", "acked"]},
        {"channel": "sms", "when": "offline", "after": "PT20S", "unless": ["seen", "acked"]}]}}
    """

  static let appointments = ["user.promoted_to_minister", "sim.news", "sim.decree"]

  static let categories = ["role", "alert", "notice", "news"]

  /// Events for many, and whether each is about somebody.
  static let broadcasts = [
    (event: "sim.circular", needsSubject: false), (event: "sim.siren", needsSubject: false),
    (event: "sim.decree", needsSubject: true),
  ]
}
