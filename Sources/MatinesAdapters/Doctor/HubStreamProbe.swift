// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// Hears one answer of a hub: its head, and whether a certain update comes.
final class HubStreamProbe: AnswerListener {
  struct Heard {
    var status = 0
    /// The head is complete.
    var isOpen = false
    var hasUpdate = false
    var allowedOrigin: String?
    var allowsCookies = false
    /// How far the server's clock is ahead, in milliseconds.
    var ahead: Int64?
    /// The end of what came, in which the update may begin.
    fileprivate var tail: [UInt8] = []
  }

  private let mark: [UInt8]
  private let clock: any Clock
  private let state = Mutex(Heard())

  init(waitingFor id: String, clock: any Clock) {
    mark = Array(id.utf8)
    self.clock = clock
  }

  var heard: Heard { state.withLock { $0 } }

  func heard(head line: String) {
    let now = clock.now()
    state.withLock { state in
      guard !line.isEmpty else { return state.isOpen = state.status >= 200 }
      if line.hasPrefix("HTTP/") {
        state = Heard()
        state.status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
      }
      guard let colon = line.firstIndex(of: ":") else { return }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      switch line[..<colon].lowercased() {
      case "access-control-allow-origin": state.allowedOrigin = String(value)
      case "access-control-allow-credentials": state.allowsCookies = value == "true"
      case "date":
        state.ahead = RetryAfter.moment(String(value), now: now)
          .map { $0.milliseconds - now.milliseconds / 1_000 * 1_000 }
      default: break
      }
    }
  }

  func heard(body octets: [UInt8]) -> Bool {
    state.withLock { state in
      state.tail += octets
      state.hasUpdate = state.hasUpdate || state.tail.contains(mark)
      state.tail = Array(state.tail.suffix(mark.count))
      return !state.hasUpdate
    }
  }
}
