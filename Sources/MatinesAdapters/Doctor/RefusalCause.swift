// SPDX-License-Identifier: MIT

/// What a 401 or 403 of a hub comes from.
enum RefusalCause {
  case key, exchanged, clock
  case version(MercureProtocol)
}
