// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Why an engine does not open.
package enum OpenFailure: Error, Equatable, Sendable {
  /// The document is wrong, or something it names.
  case configuration(InvalidValue)
  case unsupported(String)
  case permission(String)
  case io(String)
  case store(StoreFailure)
}

/// Runs a maker that reads a setting, naming its refusal as the document's.
func configuring<Result>(
  _ body: () throws(InvalidValue) -> Result
) throws(OpenFailure) -> Result {
  do throws(InvalidValue) { return try body() } catch { throw .configuration(error) }
}

func storing<Result>(
  _ body: () throws(StoreFailure) -> Result
) throws(OpenFailure) -> Result {
  do throws(StoreFailure) { return try body() } catch { throw .store(error) }
}
