// SPDX-License-Identifier: MIT

/// The names under which a machine reaches itself, where nobody listens on the way.
enum Loopback {
  static func isHost(_ host: String) -> Bool {
    ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host.lowercased())
  }
}
