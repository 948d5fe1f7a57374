// SPDX-License-Identifier: MIT
import Glibc

/// `matines serve`: hub and worker, each a process of its own, started again when it dies.
struct ServeCommand {
  /// Milliseconds; between two looks at the children.
  private static let pace: Int32 = 100
  private let configuration: String
  private let language: Language

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow([], language)
    guard rest.isEmpty else {
      throw .usage(language("serve ne prend que des options", "serve takes options only"))
    }
    configuration = arguments.value("--config") ?? ConfigurationFile.usual
    // What cannot be read would never start: said once, not with every try.
    _ = try ConfigurationFile(configuration, language)
    self.language = language
  }

  func run() throws(Failure) {
    let stop = try StopSignal.listening()
    let children = ["hub", "work"].map {
      Child([$0, "--config", configuration, ParentPipe.option])
    }
    while !StopSignal.wasReceived {
      let now = ClockTime.elapsing()
      for child in children { child.look(now) }
      var wait = pollfd(fd: stop, events: Int16(POLLIN), revents: 0)
      poll(&wait, 1, Self.pace)
    }
    for child in children { child.stop() }
    for child in children { child.wait() }
  }
}

/// One process of ours, and when to start it again.
final class Child {
  private static let shortestPause: Int64 = 1_000
  private static let longestPause: Int64 = 30_000
  /// Whoever lived this long begins with the shortest pause again.
  private static let healthy: Int64 = 60_000

  private let words: [String]
  private var process: pid_t = 0
  /// The writing end of its standard input, which nobody writes to.
  private var input: Int32 = -1
  private var started: Int64 = 0
  private var nextStart = Int64.min
  private var pause = shortestPause

  init(_ words: [String]) { self.words = words }

  private var name: String { words.first ?? "" }

  func look(_ now: Int64) {
    if process > 0 {
      var status: Int32 = 0
      let found = waitpid(process, &status, WNOHANG)
      // Where the starter of this program had SIGCHLD ignored, the system says no more than this.
      guard found == process || (found < 0 && errno == ECHILD) else { return }
      ended(found == process ? status : nil, now)
    } else if nextStart <= now {
      start(now)
    }
  }

  private func start(_ now: Int64) {
    started = now
    do throws(Failure) {
      if input >= 0 { close(input) }
      (process, input) = try Self.spawn(words)
      OperatorLog.write("serve: \(name) \(process)")
    } catch {
      (process, input) = (0, -1)
      ended(nil, now)
      OperatorLog.write("serve: \(error.message)")
    }
  }

  private func ended(_ status: Int32?, _ now: Int64) {
    process = 0
    if now - started >= Self.healthy { pause = Self.shortestPause }
    nextStart = now + pause
    if let status {
      OperatorLog.write("serve: \(name) \(Self.words(status)); again in \(pause) ms")
    }
    pause = min(pause * 2, Self.longestPause)
  }

  func stop() {
    if process > 0 { kill(process, SIGTERM) }
  }

  func wait() {
    guard process > 0 else { return }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    process = 0
  }

  private static func words(_ status: Int32) -> String {
    let signal = status & 0x7F
    return signal == 0 ? "ended with \(status >> 8 & 0xFF)" : "was killed by signal \(signal)"
  }

  /// This very program again.
  private static func spawn(_ words: [String]) throws(Failure) -> (pid_t, Int32) {
    let pipe = try Pipe()
    defer { close(pipe.reading) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipe.reading, STDIN_FILENO)
    var arguments: [UnsafeMutablePointer<CChar>?] = (["matines"] + words).map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var process: pid_t = 0
    let fault = posix_spawn(&process, "/proc/self/exe", &actions, nil, arguments, environ)
    guard fault == 0 else {
      close(pipe.writing)
      throw .refused("spawn: \(String(cString: strerror(fault)))")
    }
    return (process, pipe.writing)
  }
}
