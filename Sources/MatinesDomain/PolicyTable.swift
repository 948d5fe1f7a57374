// SPDX-License-Identifier: MIT

/// A ladder read back as the brief's table: what somebody gets on each channel, by where they are.
package struct PolicyTable: Equatable, Sendable {
  package enum Context: String, CaseIterable, Sendable {
    /// The back-office is open and visible, and the row is not looked at.
    case inBackOffice = "in_the_back_office"
    /// The browser may be open elsewhere, and show a push or not.
    case outOfBackOffice = "out_of_the_back_office"
    /// No tab, and no push is ever shown.
    case browserClosed = "browser_closed"
  }

  package enum Cell: String, Sendable {
    case atOnce = "at_once"
    case yes
    case option
    case no
  }

  package struct Row: Equatable, Sendable {
    package let context: Context
    package let cells: [ChannelName: Cell]
  }

  package let rows: [Row]

  /// Plays the ladder for each context with and without its options.
  package init(_ treatment: Policy.Treatment, channels: [ChannelName]) {
    rows = Context.allCases.map { context in
      let plain = Self.reached(treatment, context, channels, optedIn: [])
      let all = Self.reached(treatment, context, channels, optedIn: channels)
      var cells: [ChannelName: Cell] = [:]
      for channel in channels {
        // At once is what one may count on; a push that waits is still a yes.
        switch (plain[channel], all[channel]) {
        case (.some(let after), _):
          cells[channel] = channel == .realtime && after == .zero ? .atOnce : .yes
        case (nil, .some): cells[channel] = .option
        case (nil, nil): cells[channel] = .no
        }
      }
      return Row(context: context, cells: cells)
    }
  }

  /// When each channel reaches a person who stays in the context and never looks.
  private static func reached(
    _ treatment: Policy.Treatment, _ context: Context, _ channels: [ChannelName],
    optedIn: [ChannelName]
  ) -> [ChannelName: Instant.Span] {
    var facts = Facts(
      presence: context == .inBackOffice ? .visible : .offline,
      addresses: channels.map { Facts.Address($0, [1]) }, optedIn: optedIn, locale: .french)
    let plan = decide(treatment, facts)
    var reached: [ChannelName: Instant.Span] = [:]
    for step in plan.steps {
      guard case .planned(let after) = step.fate,
        treatment.ladder.rungs.indices.contains(step.rung)
      else { continue }
      facts.reached = Array(reached.keys)
      let rung = treatment.ladder.rungs[step.rung]
      if judge(rung, treatment.category, facts) == .send { reached[step.channel] = after }
    }
    return reached
  }
}
