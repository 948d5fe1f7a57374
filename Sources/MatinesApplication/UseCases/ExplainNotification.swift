// SPDX-License-Identifier: MIT
import MatinesDomain

/// Says why a person did or did not get something: the decision replayed from the stored facts,
/// and what became of each delivery.
package struct ExplainNotification: Sendable {
  private let store: any Store
  private let policies: any PolicyArchive

  package init(store: any Store, policies: any PolicyArchive) {
    self.store = store
    self.policies = policies
  }

  package struct Line: Sendable {
    package let rung: Int
    package let channel: ChannelName
    /// The state of its delivery, or `dropped` where none was planned.
    package let state: String
    /// A `Reason`, or empty.
    package let reason: String
    package let due: Instant?
    package let settled: Instant?
    package let attempts: Int
    /// What the last attempt said.
    package let note: String?
    package let sentence: String
    /// Millionths of the policy's currency; 0 where it costs nothing that is known.
    package let price: Int64
    /// What the peer that took it calls it.
    package let reference: String?
  }

  package struct Explanation: Sendable {
    package let history: History
    package let lines: [Line]
    package let currency: String?
  }

  package func callAsFunction(
    _ notification: NotificationID, for user: UserID, in language: Sentences.Language
  ) throws(ApplicationFailure) -> Explanation {
    let (history, policy) = try storing { () throws(StoreFailure) in
      let history = try store.history(of: notification, for: user)
      return (history, try policies.policy(history.policy))
    }
    guard let treatment = policy.treatment(of: history.notification) else {
      throw .store(.damaged("the policy of this notification lacks its category"))
    }
    let sentences = Sentences(language)
    var lines: [Line] = []
    for step in decide(treatment, history.facts).steps {
      let records = history.deliveries.filter { $0.rung == step.rung }
      if case .dropped(let reason) = step.fate {
        lines.append(Self.line(dropped: step, reason, sentences))
      }
      lines += records.map { record in
        Self.line(record.cancelled(since: history.notification.cancelled), sentences)
      }
    }
    return Explanation(
      history: history, lines: lines, currency: policy.prices?.currency)
  }

  private static func line(
    dropped step: Decision.Step, _ reason: Reason, _ sentences: Sentences
  ) -> Line {
    Line(
      rung: step.rung, channel: step.channel, state: "dropped", reason: reason.rawValue,
      due: nil, settled: nil, attempts: 0, note: nil,
      sentence: sentences.dropped(step.channel, reason), price: 0, reference: nil)
  }

  private static func line(_ record: DeliveryRecord, _ sentences: Sentences) -> Line {
    let reason = record.state == .cancelled ? record.note.flatMap(Reason.init) : nil
    // A push service is chosen by the browser's owner, who must not learn what it answered.
    let note = record.channel == .webpush ? nil : record.note
    return Line(
      rung: record.rung, channel: record.channel, state: record.state.name,
      reason: reason?.rawValue ?? "", due: record.due, settled: record.settled,
      attempts: record.attempts, note: reason == nil ? note : nil,
      sentence: sentences.sentence(record.channel, record.state, reason, note),
      price: record.price, reference: record.reference)
  }
}

extension DeliveryRecord {
  /// What was not under way then will never be sent, although its row is only touched when due.
  fileprivate func cancelled(since moment: Instant?) -> DeliveryRecord {
    guard let moment, state == .waiting || state == .ready else { return self }
    return DeliveryRecord(
      id: id, notification: notification, user: user, rung: rung, channel: channel,
      state: .cancelled, due: due, attempts: attempts, note: Reason.cancelled.rawValue,
      settled: moment)
  }
}
