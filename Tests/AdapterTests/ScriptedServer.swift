// SPDX-License-Identifier: MIT
import Glibc
import Synchronization

/// A server on a loopback port whose every connection follows one script, on a thread of its own.
/// Ends with the object: connections still open are cut.
final class ScriptedServer: Sendable {
  let port: Int
  private let core: Core
  private let acceptor: ScriptedThread

  init(_ script: @escaping @Sendable (ScriptedConnection) -> Void) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length)
        getsockname(listener, $0, &length)
      }
    }
    listen(listener, 128)
    port = Int(UInt16(bigEndian: address.sin_port))
    let core = Core(listener: listener)
    self.core = core
    acceptor = ScriptedThread { core.acceptAll(script) }
  }

  deinit {
    core.stop()
    acceptor.join()
    core.joinAll()
  }

  var connections: Int { core.state.withLock { $0.accepted } }

  /// A port on which nobody listens any more.
  static func closedPort() -> Int { ScriptedServer { _ in }.port }

  fileprivate final class Core: Sendable {
    struct State {
      var open: Set<Int32> = []
      var threads: [ScriptedThread] = []
      var accepted = 0
      var isStopped = false
    }
    let listener: Int32
    let state = Mutex(State())

    init(listener: Int32) { self.listener = listener }

    func acceptAll(_ script: @escaping @Sendable (ScriptedConnection) -> Void) {
      while case let accepted = accept(listener, nil, nil), accepted >= 0 {
        let isWelcome = state.withLock { state -> Bool in
          state.accepted += 1
          if !state.isStopped { state.open.insert(accepted) }
          return !state.isStopped
        }
        guard isWelcome else {
          close(accepted)
          break
        }
        let thread = ScriptedThread { [self] in
          script(ScriptedConnection(accepted))
          state.withLock { _ = $0.open.remove(accepted) }
          close(accepted)
        }
        state.withLock { $0.threads.append(thread) }
      }
      close(listener)
    }

    func stop() {
      state.withLock { state in
        state.isStopped = true
        for socket in state.open { shutdown(socket, Int32(SHUT_RDWR)) }
      }
      shutdown(listener, Int32(SHUT_RDWR))
    }

    func joinAll() {
      for thread in state.withLock({ $0.threads }) { thread.join() }
    }
  }
}

/// One connection of a script. Its operations block; all answer nothing once the peer has left.
struct ScriptedConnection {
  private let socket: Int32

  init(_ socket: Int32) { self.socket = socket }

  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  @discardableResult
  func write(_ octets: [UInt8]) -> Bool {
    var rest = octets[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, 0x4000) }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// Up to and with a line end; nil at the end of the connection.
  func readLine() -> String? {
    readUntil([0x0D, 0x0A]).map { String(decoding: $0, as: UTF8.self) }
  }

  func readUntil(_ end: [UInt8]) -> [UInt8]? {
    var octets: [UInt8] = []
    var octet: UInt8 = 0
    while recv(socket, &octet, 1, 0) == 1 {
      octets.append(octet)
      if octets.suffix(end.count) == end[...] { return octets }
    }
    return nil
  }

  /// Head and body of an HTTP request.
  func readRequest() -> String? {
    guard let head = readUntil([0x0D, 0x0A, 0x0D, 0x0A]) else { return nil }
    let text = String(decoding: head, as: UTF8.self)
    let length = text.split(separator: "\r\n").compactMap { line -> Int? in
      line.lowercased().hasPrefix("content-length: ") ? Int(line.dropFirst(16)) : nil
    }.first
    var body = [UInt8](repeating: 0, count: length ?? 0)
    let got = body.isEmpty ? 0 : recv(socket, &body, body.count, Int32(0x100))
    return got == body.count ? text + String(decoding: body, as: UTF8.self) : nil
  }

  /// Waits until the peer leaves or the server ends.
  func waitForTheEnd() {
    var octet: UInt8 = 0
    while recv(socket, &octet, 1, 0) > 0 {}
  }

  /// The connection ends with RST when the script does.
  func resetAtEnd() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }
}

/// A thread of the system, so that a script may block without the tests' own threads.
final class ScriptedThread: Sendable {
  private final class Work: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
  private let thread: Mutex<pthread_t?>

  init(_ run: @escaping @Sendable () -> Void) {
    var made = pthread_t()
    let work = Unmanaged.passRetained(Work(run))
    let code = pthread_create(
      &made, nil,
      { context in
        if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    thread = Mutex(code == 0 ? made : nil)
  }

  func join() {
    let ended = thread.withLock { thread -> pthread_t? in
      defer { thread = nil }
      return thread
    }
    if let ended { pthread_join(ended, nil) }
  }
}
