// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesDomain

/// Web push for the functions that send it at once.
extension Engine {
  private static let unsupported = Refusal(
    MATINES_EUNSUPPORTED,
    "webpush: this engine sends none itself; see \"webpush\" of matines_open()")

  func ownPush() throws -> PushService {
    guard let push else { throw Self.unsupported }
    return push
  }

  func ownDirectPush() throws -> DirectPush {
    guard let directPush else { throw Self.unsupported }
    return directPush
  }

  /// What a push service said is for the operator only.
  func report(_ outcome: Outcome) {
    switch outcome {
    case .delivered: break
    case .misconfigured(let why): ports.log.write(.alarm, "webpush: \(why)")
    case .later(let why, _), .failed(let why), .gone(let why), .unknown(let why):
      ports.log.write(.notice, "webpush: \(why)")
    }
  }
}
