// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What would become of an event.
package enum ForecastDocument {
  package static func write(
    _ forecast: SimulateEvent.Forecast, in language: Sentences.Language
  ) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.member("now_ms", forecast.now.milliseconds)
    writer.text("currency", forecast.policy.prices?.currency)
    writer.beginArray("notifications")
    for part in forecast.parts { writer.rawElement(text(part, forecast.now, language)) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(
    _ part: SimulateEvent.Part, _ now: Instant, _ language: Sentences.Language
  ) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("category", part.treatment.category.name.text)
    writer.member("severity", part.treatment.category.severity.name)
    writer.text("template", part.treatment.template?.text)
    writer.member("observers", part.treatment.part > 0)
    writer.member("cut", part.isCut)
    writer.beginArray("recipients")
    for recipient in part.recipients { writer.rawElement(text(recipient, now, language)) }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  private static func text(
    _ recipient: SimulateEvent.Recipient, _ now: Instant, _ language: Sentences.Language
  ) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("user_id", recipient.user.id.text)
    writer.member("presence", ExplanationDocument.name(of: recipient.facts.presence))
    writer.beginArray("rungs")
    for step in recipient.steps { writer.rawElement(text(step, now, Sentences(language))) }
    writer.endArray()
    let cost = recipient.steps.compactMap(\.price).max()
    writer.text("cost", cost.map(Amount.text))
    writer.endObject()
    return writer.text
  }

  private static func text(
    _ step: SimulateEvent.Step, _ now: Instant, _ sentences: Sentences
  ) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("rung", Int64(step.step.rung))
    writer.member("channel", step.step.channel.text)
    switch step.step.fate {
    case .planned(let after):
      writer.member("state", "planned")
      writer.member("reason", "")
      writer.time("due_ms", step.due)
      writer.member("deliveries", Int64(step.step.destinations.count))
      writer.member("sentence", sentences.planned(step.step.channel, after: after))
    case .dropped(let reason):
      writer.member("state", "dropped")
      writer.member("reason", reason.rawValue)
      writer.time("due_ms", nil)
      writer.member("deliveries", Int64(0))
      writer.member("sentence", sentences.dropped(step.step.channel, reason))
    }
    writer.text("cost", step.price.map(Amount.text))
    writer.endObject()
    return writer.text
  }
}
