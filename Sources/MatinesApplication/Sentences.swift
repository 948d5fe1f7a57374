// SPDX-License-Identifier: MIT
import MatinesDomain

/// What the library says of its decisions, in French and in English.
package struct Sentences: Sendable {
  package enum Language: Sendable {
    case french, english

    /// French unless English is asked for.
    package init(_ locale: LanguageTag) {
      self = locale.text == "en" || locale.text.hasPrefix("en-") ? .english : .french
    }
  }

  private let language: Language

  package init(_ language: Language) { self.language = language }

  package func sentence(
    _ channel: ChannelName, _ state: DeliveryState, _ reason: Reason?, _ note: String?
  ) -> String {
    if let reason { return dropped(channel, reason) }
    let name = name(of: channel)
    let detail = note.map { " (\($0))" } ?? ""
    return switch (state, language) {
    case (.waiting, .french), (.ready, .french): "\(name)\u{202F}: prévu\(detail)."
    case (.waiting, .english), (.ready, .english): "\(name): planned\(detail)."
    case (.claimed, .french): "\(name)\u{202F}: envoi en cours."
    case (.claimed, .english): "\(name): being sent."
    case (.delivered, .french): "\(name)\u{202F}: envoyé."
    case (.delivered, .english): "\(name): sent."
    case (.cancelled, .french): "\(name)\u{202F}: annulé\(detail)."
    case (.cancelled, .english): "\(name): cancelled\(detail)."
    case (.failed, .french): "\(name)\u{202F}: échec\(detail)."
    case (.failed, .english): "\(name): failed\(detail)."
    case (.unknown, .french): "\(name)\u{202F}: parti, sans réponse\(detail)."
    case (.unknown, .english): "\(name): left, without an answer\(detail)."
    }
  }

  /// Of what would be sent after the span.
  package func planned(_ channel: ChannelName, after span: Instant.Span) -> String {
    let minutes = span.milliseconds / 60_000
    let seconds = span.milliseconds / 1_000 % 60
    let hours = minutes / 60
    let parts = [
      hours > 0 ? "\(hours)\u{00A0}h" : "", minutes % 60 > 0 ? "\(minutes % 60)\u{00A0}min" : "",
      seconds > 0 ? "\(seconds)\u{00A0}s" : "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
    switch (language, parts.isEmpty) {
    case (.french, true): return "\(name(of: channel))\u{202F}: tout de suite."
    case (.french, false): return "\(name(of: channel))\u{202F}: dans \(parts), si besoin."
    case (.english, true): return "\(name(of: channel)): at once."
    case (.english, false): return "\(name(of: channel)): in \(parts), if still needed."
    }
  }

  package func dropped(_ channel: ChannelName, _ reason: Reason) -> String {
    if reason == .doubtDropped { return doubt(channel) }
    return switch language {
    case .french: "\(name(of: channel))\u{202F}: pas envoyé, \(french(reason))."
    case .english: "\(name(of: channel)): not sent, \(english(reason))."
    }
  }

  /// The one reason that does not say that nothing was sent.
  private func doubt(_ channel: ChannelName) -> String {
    switch language {
    case .french: "\(name(of: channel))\u{202F}: parti, \(french(.doubtDropped))."
    case .english: "\(name(of: channel)): left, \(english(.doubtDropped))."
    }
  }

  package func name(of channel: ChannelName) -> String {
    switch (channel, language) {
    case (.realtime, .french): "Cloche"
    case (.realtime, .english): "Bell"
    case (.webpush, .french): "Notification du navigateur"
    case (.webpush, .english): "Browser notification"
    case (.email, .french): "E-mail"
    case (.email, .english): "E-mail"
    case (.sms, _): "SMS"
    default: channel.text
    }
  }

  private func french(_ reason: Reason) -> String {
    switch reason {
    case .notConfigured: "ce canal n’est pas configuré"
    case .noAddress: "la personne n’y a pas d’adresse"
    case .optionalOff: "cette option est désactivée"
    case .notOnline: "la personne n’était pas dans le back-office"
    case .online: "la personne était dans le back-office"
    case .visible: "la personne avait le back-office sous les yeux"
    case .notVisible: "le back-office n’était pas visible"
    case .seen: "déjà vu"
    case .acked: "déjà affiché par le navigateur"
    case .reached: "déjà reçu par ce canal"
    case .trying: "un envoi par ce canal est en cours"
    case .expired: "trop tard"
    case .cancelled: "annulé"
    case .gone: "l’adresse n’existe plus"
    case .switchedOff: "la personne a désactivé ce canal"
    case .paused: "la personne a mis ses notifications en pause"
    case .flooded: "trop de notifications sont arrivées en une minute"
    case .capped: "la fréquence maximale de ce canal est atteinte"
    case .overBudget: "le budget du mois est épuisé"
    case .replaced: "un événement plus récent l’a remplacé"
    case .leftAudience: "la personne n’a plus le rôle ou le domaine concerné"
    case .suppressed: "l’adresse est sur la liste de suppression"
    case .failureDropped: "cet échec a été retiré de la liste"
    case .doubtDropped: "sans réponse, et retiré de la liste"
    }
  }

  private func english(_ reason: Reason) -> String {
    switch reason {
    case .notConfigured: "this channel is not configured"
    case .noAddress: "the person has no address there"
    case .optionalOff: "this option is switched off"
    case .notOnline: "the person was not in the back-office"
    case .online: "the person was in the back-office"
    case .visible: "the person was looking at the back-office"
    case .notVisible: "the back-office was not visible"
    case .seen: "already seen"
    case .acked: "already shown by the browser"
    case .reached: "already received on this channel"
    case .trying: "an attempt on this channel is under way"
    case .expired: "too late"
    case .cancelled: "cancelled"
    case .gone: "the address does not exist any more"
    case .switchedOff: "the person switched this channel off"
    case .paused: "the person paused their notifications"
    case .flooded: "too many notifications came within a minute"
    case .capped: "this channel's highest frequency is reached"
    case .overBudget: "the month's budget is spent"
    case .replaced: "a later event took its place"
    case .leftAudience: "the person no longer has the role or domain concerned"
    case .suppressed: "the address is on the suppression list"
    case .failureDropped: "it failed, and was taken off the list"
    case .doubtDropped: "without an answer, and taken off the list"
    }
  }
}
