// SPDX-License-Identifier: MIT
import Glibc
import MatinesAdapters
import MatinesApplication
import MatinesWire

/// A server of `Tests/Servers` as a process of its own; it ends when its standard input closes.
final class PythonServer {
  struct NotStarted: Error, CustomStringConvertible {
    let description: String
  }

  private static let tests =
    "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
  private let process: pid_t
  private let input: Int32
  let port: Int64
  private let control: Int64

  init(_ program: String, _ options: [String]) throws {
    let venv = getenv("MATINES_VENV").map { String(cString: $0) } ?? "\(Self.tests)/../build/venv"
    let command =
      ["\(venv)/bin/python", "\(Self.tests)/Servers/\(program)", "--until-stdin-closes"] + options
    let (process, input, output) = try Self.spawn(command)
    defer { close(output) }
    (self.process, self.input) = (process, input)
    var octets: [UInt8] = []
    var octet: UInt8 = 0
    while read(output, &octet, 1) == 1, octet != 0x0A { octets.append(octet) }
    guard let ready = (try? JSON.parse(octets))?.asObject, let port = ready["port"]?.asInt64,
      let control = ready["control"]?.asInt64
    else {
      close(input)
      waitpid(process, nil, 0)
      throw NotStarted(description: "\(command[0]) \(program): run Tests/Servers/setup first")
    }
    (self.port, self.control) = (port, control)
  }

  deinit {
    close(input)
    waitpid(process, nil, 0)
  }

  /// What the server recorded at a path of its control port.
  func recorded(_ path: String) throws -> JSON {
    let connection = try ControlConnection(port: UInt16(control))
    return try JSON.parse(connection.ask("GET \(path)"), limits: .document, top: .any)
  }

  /// Replaces the faults that wait.
  func order(_ faults: String) throws {
    let connection = try ControlConnection(port: UInt16(control))
    _ = connection.ask("POST /faults", faults)
  }

  /// Where the test authority and what it signed are; made once.
  static func certificates() throws -> String {
    let folder = "/tmp/matines-test-certificates-\(getuid())"
    let (process, input, output) = try spawn(["\(tests)/Servers/certificates", folder])
    close(input)
    close(output)
    var status: Int32 = 0
    guard waitpid(process, &status, 0) == process, status == 0 else {
      throw NotStarted(description: "certificates failed")
    }
    return folder
  }

  private static func spawn(
    _ command: [String]
  ) throws -> (process: pid_t, input: Int32, output: Int32) {
    var (input, output): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard pipe(&input) == 0, pipe(&output) == 0 else { throw NotStarted(description: "pipe") }
    for end in [input[1], output[0]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input[0], 0)
    posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    var process = pid_t()
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let code = posix_spawnp(&process, command[0], &actions, nil, &arguments, environ)
    close(input[0])
    close(output[1])
    guard code == 0 else {
      close(input[1])
      close(output[0])
      throw NotStarted(description: "\(command[0]) cannot be started: run Tests/Servers/setup")
    }
    return (process, input[1], output[0])
  }
}

/// One request to a control port.
private struct ControlConnection {
  private let file: Int32

  init(port: UInt16) throws {
    file = socket(AF_INET, 1, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, size) }
    }
    guard code == 0 else { throw PythonServer.NotStarted(description: "control port") }
  }

  func ask(_ question: String, _ body: String = "") -> [UInt8] {
    defer { close(file) }
    let headers = "Host: x\r\nConnection: close\r\nContent-Length: \(body.utf8.count)"
    let request = Array("\(question) HTTP/1.1\r\n\(headers)\r\n\r\n\(body)".utf8)
    send(file, request, request.count, 0)
    var answer: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 65_536)
    while case let count = recv(file, &room, room.count, 0), count > 0 {
      answer += room.prefix(count)
    }
    let head = answer.firstRange(of: Array("\r\n\r\n".utf8))
    return head.map { Array(answer[$0.upperBound...]) } ?? []
  }
}
