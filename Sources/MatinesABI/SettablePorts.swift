// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// The ports a host may replace, as the use cases see them.
struct SettablePorts: Sendable {
  let presencePort: Replaceable<ChosenPresence>
  let directoryPort: Replaceable<(any UserReadModel)?>
  let rendererPort: Replaceable<any TemplateRenderer>
  /// The library's words, for what a host's renderer leaves to it.
  let ownRenderer: any TemplateRenderer
  let clockPort: Replaceable<any Clock>
  let logPort: Replaceable<(any Log)?>
  let book: SettableBook

  init(_ assembly: Assembly) {
    presencePort = Replaceable(ChosenPresence(assembly.presence))
    directoryPort = Replaceable(nil)
    clockPort = Replaceable(assembly.clock)
    logPort = Replaceable(nil)
    ownRenderer = assembly.renderer(
      clock: SettableClock(port: clockPort), log: SettableLog(port: logPort))
    rendererPort = Replaceable(ownRenderer)
    book = SettableBook(port: presencePort)
  }

  var presence: SettablePresence { SettablePresence(port: presencePort) }
  var directory: SettableDirectory { SettableDirectory(port: directoryPort) }
  var renderer: SettableRenderer { SettableRenderer(port: rendererPort) }
  var clock: SettableClock { SettableClock(port: clockPort) }
  var log: SettableLog { SettableLog(port: logPort) }

  /// Kept from the first call on; the log that was set before hears no more.
  func keptLog(startingWith warning: String?) -> KeptLog {
    if let log = logPort.current as? KeptLog { return log }
    let log = KeptLog(clock: clock)
    logPort.replace(with: log)
    if let warning { log.write(.warning, warning) }
    return log
  }
}
