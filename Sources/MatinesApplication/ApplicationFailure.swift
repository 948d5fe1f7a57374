// SPDX-License-Identifier: MIT
import MatinesDomain

/// Why a use case refused; one case per decision its caller can take.
package enum ApplicationFailure: Error, Equatable, Sendable {
  case invalid(InvalidValue)
  /// Nothing is wrong with the call.
  case configuration(InvalidValue)
  case unknownEvent(EventName)
  case store(StoreFailure)
  case directory(String)
  case unsupported(String)
  case conflict(String)
  case wording(String)
}

extension ApplicationFailure {
  /// One line for the operator's log.
  var words: String {
    let words =
      switch self {
      case .invalid(let invalid), .configuration(let invalid): invalid.description
      case .unknownEvent(let name): "the policy has no rule for the event \(name.text)"
      case .store(.unknownUser(let user)): "unknown user \(user.text)"
      case .store(.notFound(let what)): "\(what): not found"
      case .store(.conflict(let what)): "\(what): conflict"
      case .store(let failure): "\(failure)"
      case .directory(let why), .unsupported(let why), .conflict(let why), .wording(let why): why
      }
    return PlainText.oneLine(words, limit: 512)
  }
}

/// Runs a store operation, naming its failure as the application's.
package func storing<Result>(
  _ operation: () throws(StoreFailure) -> Result
) throws(ApplicationFailure) -> Result {
  do throws(StoreFailure) { return try operation() } catch { throw .store(error) }
}
