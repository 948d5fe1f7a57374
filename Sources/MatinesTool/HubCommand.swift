// SPDX-License-Identifier: MIT
import CMatines
import Glibc

/// `matines hub`: a Mercure hub for one machine.
struct HubCommand {
  private let configuration: ConfigurationFile
  private let isChild: Bool
  private let path: String

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow([ParentPipe.option], language)
    guard rest.isEmpty else {
      throw .usage(language("hub ne prend que des options", "hub takes options only"))
    }
    path = arguments.value("--config") ?? ConfigurationFile.usual
    configuration = try ConfigurationFile(path, language)
    isChild = arguments.has(ParentPipe.option)
  }

  func run() throws(Failure) {
    let stop = try StopSignal.listening()
    // A child's standard input ends with its parent, who has asked for nothing else to be read.
    if isChild { ParentPipe.stopWithInput() }
    Self.raiseFileLimit()
    var host = matines_hub_host()
    host.size = UInt32(MemoryLayout<matines_hub_host>.size)
    host.stop_fd = stop
    host.ready = { _, url in
      guard let url else { return }
      OperatorLog.write("hub: \(Terminal.clean(String(cString: url)))")
    }
    host.write = { _, level, message in OperatorLog.hear(level, message) }
    guard matines_hub_run(configuration.text, &host) == MATINES_OK else {
      throw .refused("\(path): \(Engine.lastMessage)")
    }
  }

  /// At least 65 536 files, hence connections, where the system allows that.
  private static func raiseFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 65_536))
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
