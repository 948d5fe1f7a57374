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

  /// For the log; a status says the rest.
  var words: String {
    switch self {
    case .configuration(let invalid): invalid.description
    case .unsupported(let text), .permission(let text), .io(let text): text
    case .store(.full(let text)), .store(.io(let text)), .store(.version(let text)),
      .store(.permission(let text)), .store(.damaged(let text)):
      text
    case .store: "the store refused"
    }
  }
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
