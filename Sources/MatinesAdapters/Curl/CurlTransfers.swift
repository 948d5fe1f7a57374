// SPDX-License-Identifier: MIT
import CCurl
import Glibc
import MatinesApplication
import MatinesDomain

/// All transfers of one worker in one libcurl multi, on the worker's own thread. Not thread safe.
package final class CurlTransfers: Transfers {
  private let multi: UnsafeMutableRawPointer?
  private let mail: MailCarrier
  /// With peers that others choose.
  private let patience = ReadingPatience()
  private let process = getpid()
  private var active: [UnsafeMutableRawPointer: CurlEasy] = [:]
  private var idle: [CurlEasy] = []
  /// Requests to addresses that others choose share neither connections nor names with the rest.
  private let pool: UnsafeMutableRawPointer?
  private var idleGuarded: [CurlEasy] = []
  private var ended: [(ticket: Int, result: TransferResult)] = []
  private var lastTicket = 0
  /// When somebody last looked after the transfers.
  private var lastPump = Stopwatch.now()

  /// Once per process, and thread safe since libcurl 7.84. The flags ask for everything.
  private static let library: Bool = curl_global_init(3) == CURLE_OK

  package init() {
    multi = Self.library ? curl_multi_init() : nil
    mail = MailCarrier(multi)
    pool = Self.library ? Self.separatePool() : nil
    // Idle ones, of each pool: a site writes to few servers, and strangers may name many.
    matines_curl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 128)
  }

  /// Ends what is in flight. In a forked child the connections are the parent's: nothing is said,
  /// and what belongs to libcurl is left alone.
  deinit {
    guard process == getpid() else {
      _ = Unmanaged.passRetained(mail)
      for easy in Array(active.values) + idle + idleGuarded {
        _ = Unmanaged.passRetained(easy)
      }
      return
    }
    SignalGuard.withoutPipeSignal {
      mail.close()
      for easy in active.values { curl_multi_remove_handle(multi, easy.handle) }
      (active, idle, idleGuarded) = ([:], [], [])
      curl_multi_cleanup(multi)
      if let pool { curl_share_cleanup(pool) }
    }
  }

  package var inFlight: Int { active.count + mail.inFlight + ended.count }

  package func start(_ request: TransferRequest) -> Int {
    lastTicket += 1
    if let refusal = HeaderCheck.refusal(of: request) {
      ended.append((lastTicket, .failed(refusal)))
      return lastTicket
    }
    switch request {
    case .http(let message): launch(request, isGuarded: message.guarding != nil, lastTicket)
    case .mail(let message):
      let job = MailJob(ticket: lastTicket, request: message)
      SignalGuard.withoutPipeSignal { mail.start(job) }
    }
    return lastTicket
  }

  package func pump(
    waiting: Instant.Span, wake: Int32?
  ) -> [(ticket: Int, result: TransferResult)] {
    SignalGuard.withoutPipeSignal {
      resume()
      mail.goOn()
      let deadline = Stopwatch.now().adding(waiting)
      while true {
        SignalGuard.withoutSignals { perform() }
        mail.advance()
        ended += mail.takeEnded()
        let left = deadline.milliseconds(after: Stopwatch.now())
        if !ended.isEmpty || left <= 0 { break }
        if wait(left, wake) { break }
      }
      lastPump = Stopwatch.now()
      defer { ended = [] }
      return ended
    }
  }

  /// A worker that is called now and then must not find its transfers timed out for that.
  private func resume() {
    let pause = Stopwatch.now().milliseconds(after: lastPump)
    guard pause > 500 else { return }
    for easy in active.values { easy.extend(by: Instant.Span(milliseconds: pause)) }
    mail.extend(by: Instant.Span(milliseconds: pause))
  }

  private static func separatePool() -> UnsafeMutableRawPointer? {
    guard let pool = curl_share_init() else { return nil }
    guard matines_curl_share_connections(pool) == CURLSHE_OK,
      matines_curl_share_names(pool) == CURLSHE_OK
    else {
      curl_share_cleanup(pool)
      return nil
    }
    return pool
  }

  private func handle(isGuarded: Bool) -> CurlEasy? {
    guard isGuarded else { return idle.popLast() ?? CurlEasy() }
    guard let pool else { return nil }
    return idleGuarded.popLast() ?? CurlEasy(pool: pool, patience)
  }

  private func put(back easy: CurlEasy) {
    if easy.isPooled { idleGuarded.append(easy) } else { idle.append(easy) }
  }

  private func launch(_ request: TransferRequest, isGuarded: Bool, _ ticket: Int) {
    guard let easy = handle(isGuarded: isGuarded) else {
      ended.append((ticket, CurlVerdict.notStarted))
      return
    }
    guard easy.prepare(request, ticket: ticket),
      curl_multi_add_handle(multi, easy.handle) == CURLM_OK
    else {
      easy.reset()
      ended.append((ticket, CurlVerdict.notStarted))
      return
    }
    active[easy.handle] = easy
  }

  private func perform() {
    var running: Int32 = 0
    patience.begin()
    curl_multi_perform(multi, &running)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else {
        continue
      }
      let code = matines_curl_message_result(message)
      if !mail.opened(handle, code), let easy = active.removeValue(forKey: handle) {
        finish(easy, CurlVerdict(easy, code).result)
      }
    }
  }

  private func finish(_ easy: CurlEasy, _ result: TransferResult) {
    let (ticket, next) = (easy.ticket, easy.renewal(after: result))
    curl_multi_remove_handle(multi, easy.handle)
    easy.rest()
    put(back: easy)
    guard let next else { return ended.append((ticket, result)) }
    if let refusal = HeaderCheck.refusal(of: .http(next)) {
      return ended.append((ticket, .failed(refusal)))
    }
    launch(.http(next), isGuarded: next.guarding != nil, ticket)
  }

  /// True when `wake` became readable, or waiting is impossible.
  private func wait(_ left: Int64, _ wake: Int32?) -> Bool {
    var watched = mail.descriptors
    if let wake {
      watched.append(curl_waitfd(fd: wake, events: Int16(CURL_WAIT_POLLIN), revents: 0))
    }
    let due = mail.deadline?.milliseconds(after: Stopwatch.now()) ?? left
    let limit = Int32(min(max(min(left, due), 0), 60_000))
    var ready: Int32 = 0
    let code = curl_multi_poll(multi, &watched, UInt32(watched.count), limit, &ready)
    guard code == CURLM_OK else { return errno != EINTR }
    return wake != nil && watched.last?.revents != 0
  }
}
