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
    var script: [Begun]
  }

  /// Beginnings are taken from the script in turn; after its end everything is delivered.
  package init(_ name: ChannelName, atMostOnce: Bool = false, script: [Begun] = []) {
    self.name = name
    self.atMostOnce = atMostOnce
    state = Mutex(State(script: script))
  }

  package var recorded: [Delivery] { state.withLock { $0.recorded } }

  package func begin(_ delivery: Delivery) -> Begun {
    state.withLock { state in
      state.recorded.append(delivery)
      return state.script.isEmpty
        ? .done(.delivered(reference: nil)) : state.script.removeFirst()
    }
  }
}
