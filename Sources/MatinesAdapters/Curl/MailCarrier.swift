// SPDX-License-Identifier: MIT
import CCurl
import MatinesApplication
import MatinesDomain

/// All messages to mail servers. One server gets several messages over each of few connections:
/// many at once look like an attack to it. The others wait in order, without a running time-out.
final class MailCarrier {
  private static let connectionsPerServer = 8

  private struct Lane {
    var open = 0
    var resting: [MailConnection] = []
    var queue: [MailJob] = []
  }

  private let multi: UnsafeMutableRawPointer?
  private var lanes: [MailEndpoint: Lane] = [:]
  private var opening: [UnsafeMutableRawPointer: MailConnection] = [:]
  private var talking: [UnsafeMutableRawPointer: MailConnection] = [:]
  /// Those where a message has just failed: what that says of the server is known to whoever asked
  /// for it before the next message sets out.
  private var pausing: Set<MailEndpoint> = []
  private(set) var ended: [(ticket: Int, result: TransferResult)] = []

  init(_ multi: UnsafeMutableRawPointer?) {
    self.multi = multi
  }

  var inFlight: Int {
    opening.count + talking.count + ended.count + lanes.values.reduce(0) { $0 + $1.queue.count }
  }

  func start(_ job: MailJob) {
    let endpoint = MailEndpoint(job.request)
    lanes[endpoint, default: Lane()].queue.append(job)
    serve(endpoint)
  }

  func takeEnded() -> [(ticket: Int, result: TransferResult)] {
    defer { ended = [] }
    return ended
  }

  /// libcurl is done with opening a connection. False when the handle is not one of ours.
  func opened(_ handle: UnsafeMutableRawPointer, _ code: CURLcode) -> Bool {
    guard let connection = opening.removeValue(forKey: handle) else { return false }
    if code == CURLE_OK, connection.job.request.isTrial {
      connection.leave()
      // 235 where a login was taken.
      let status = connection.easy.dialogue?.reply?.code ?? 250
      finish(connection, .answered(Answer(status: status)), keeping: false)
    } else if code == CURLE_OK, connection.begin() {
      talking[handle] = connection
    } else {
      finish(connection, CurlVerdict(connection.easy, code).result, keeping: false)
    }
    return true
  }

  func extend(by pause: Instant.Span) {
    for connection in Array(opening.values) + Array(talking.values) {
      connection.extend(by: pause)
    }
  }

  /// What became of the last messages has been told.
  func goOn() {
    for endpoint in pausing { serve(endpoint) }
    pausing = []
  }

  /// Moves every message on as far as it goes without waiting.
  func advance() {
    let now = Stopwatch.now()
    for (handle, connection) in talking {
      if let ending = connection.advance() {
        talking[handle] = nil
        conclude(connection, ending)
      } else if connection.job.deadline.milliseconds(after: now) <= 0 {
        talking[handle] = nil
        let verdict = MailVerdict(connection)
        finish(connection, verdict.lost("the server is silent"), keeping: false)
      }
    }
  }

  /// What to wait for, besides libcurl's own sockets.
  var descriptors: [curl_waitfd] {
    talking.values.map { connection in
      let writing = connection.session?.hasMoreToSend == true ? CURL_WAIT_POLLOUT : 0
      return curl_waitfd(
        fd: connection.socket, events: Int16(CURL_WAIT_POLLIN | writing), revents: 0)
    }
  }

  /// The nearest deadline of a message in dialogue; libcurl watches over those being opened.
  var deadline: Stopwatch? { talking.values.map(\.job.deadline).min() }

  /// Ends everything; only connections at rest are taken leave of.
  func close() {
    for lane in lanes.values {
      for connection in lane.resting {
        connection.leave()
        remove(connection)
      }
    }
    for connection in Array(opening.values) + Array(talking.values) { remove(connection) }
    (lanes, opening, talking) = ([:], [:], [:])
  }

  private func conclude(_ connection: MailConnection, _ ending: MailConnection.Ending) {
    let verdict = MailVerdict(connection)
    switch ending {
    case .session(.accepted(let code)):
      finish(connection, .answered(Answer(status: code)), keeping: true)
    case .session(.refused(let reply, at: .sender)) where reply.code == 421 && connection.isReused:
      // It had enough of this connection (RFC 5321, 3.8): the message has not been looked at.
      retry(connection)
    case .session(let other):
      connection.leave()
      finish(connection, verdict.result(other), keeping: false)
    case .lost where connection.isReused && connection.session?.hasHeard == false:
      // The server had closed a connection at rest: the message has not been looked at.
      retry(connection)
    case .lost:
      finish(connection, verdict.lost("the connection was lost"), keeping: false)
    }
  }

  private func finish(
    _ connection: MailConnection, _ result: TransferResult, keeping: Bool
  ) {
    ended.append((connection.job.ticket, result))
    if keeping {
      keep(connection)
      serve(connection.endpoint)
    } else {
      discard(connection)
      pausing.insert(connection.endpoint)
    }
  }

  private func keep(_ connection: MailConnection) {
    guard connection.isSpent else {
      connection.rest()
      lanes[connection.endpoint]?.resting.append(connection)
      return
    }
    connection.leave()
    discard(connection)
  }

  private func retry(_ connection: MailConnection) {
    lanes[connection.endpoint]?.queue.insert(connection.job, at: 0)
    discard(connection)
    serve(connection.endpoint)
  }

  private func discard(_ connection: MailConnection) {
    lanes[connection.endpoint]?.open -= 1
    remove(connection)
  }

  /// Leaving the multi closes the connection.
  private func remove(_ connection: MailConnection) {
    curl_multi_remove_handle(multi, connection.easy.handle)
  }

  /// Gives waiting messages the connections there are, and opens those that may be opened.
  private func serve(_ endpoint: MailEndpoint) {
    while let lane = lanes[endpoint], let job = lane.queue.first {
      guard job.request.isWelcome() else {
        lanes[endpoint]?.queue.removeFirst()
        ended.append((job.ticket, MailVerdict.withdrawn(job.request)))
        continue
      }
      if let resting = lane.resting.last {
        lanes[endpoint]?.resting.removeLast()
        guard resting.isQuiet else {
          discard(resting)
          continue
        }
        lanes[endpoint]?.queue.removeFirst()
        resting.begin(timed(job))
        talking[resting.easy.handle] = resting
      } else if lane.open < Self.connectionsPerServer {
        lanes[endpoint]?.queue.removeFirst()
        open(timed(job), endpoint)
      } else {
        return
      }
    }
  }

  private func open(_ job: MailJob, _ endpoint: MailEndpoint) {
    guard let easy = CurlEasy(), let connection = MailConnection(job, easy),
      curl_multi_add_handle(multi, easy.handle) == CURLM_OK
    else {
      ended.append((job.ticket, CurlVerdict.notStarted))
      return
    }
    lanes[endpoint]?.open += 1
    opening[easy.handle] = connection
  }

  private func timed(_ job: MailJob) -> MailJob {
    var timed = job
    timed.deadline = Stopwatch.now().adding(job.request.timeout)
    return timed
  }
}
