// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// A channel that sends nothing: it remembers what it was given, and ends each delivery as told.
package final class RecordingChannel: Channel {
  package let name: ChannelName
  package let atMostOnce: Bool
  private let state: Mutex<State>

  private struct State {
    var recorded: [Delivery] = []
    var script: [Prepared]
  }

  /// Beginnings are taken from the script in turn; after its end everything is delivered.
  package init(_ name: ChannelName, atMostOnce: Bool = false, script: [Prepared] = []) {
    self.name = name
    self.atMostOnce = atMostOnce
    state = Mutex(State(script: script))
  }

  package var recorded: [Delivery] { state.withLock { $0.recorded } }

  package func prepare(_ delivery: Delivery) -> Prepared {
    state.withLock { state in
      state.recorded.append(delivery)
      return state.script.isEmpty
        ? .begins(.done(.delivered(reference: nil))) : state.script.removeFirst()
    }
  }
}

extension Prepared {
  /// What sets out, and gets so far.
  package static func begins(_ begun: Begun) -> Prepared { .ready(Departure { begun }) }
}
