// SPDX-License-Identifier: MIT
import MatinesDomain

/// Why a use case refused; one case per decision its caller can take.
package enum ApplicationFailure: Error, Equatable, Sendable {
  case invalid(InvalidValue)
  case unknownEvent(EventName)
  case store(StoreFailure)
  case directory(String)
  case unsupported(String)
  case conflict(String)
  case wording(String)
}

/// Runs a store operation, naming its failure as the application's.
package func storing<Result>(
  _ operation: () throws(StoreFailure) -> Result
) throws(ApplicationFailure) -> Result {
  do throws(StoreFailure) { return try operation() } catch { throw .store(error) }
}
