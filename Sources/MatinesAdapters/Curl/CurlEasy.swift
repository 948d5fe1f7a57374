// SPDX-License-Identifier: MIT
import CCurl
import Glibc
import MatinesApplication
import MatinesDomain

/// One libcurl handle with everything that must live as long as its transfer: the octets to send,
/// the list of headers, and what was heard. Used again and again.
final class CurlEasy {
  let handle: UnsafeMutableRawPointer
  private(set) var ticket = 0
  private var url = ""
  private(set) var dialogue: SMTPDialogue?
  private(set) var hearing = HTTPHearing(limit: 0)
  private var outgoing: UnsafeMutableRawBufferPointer
  private var length = 0
  private var list: UnsafeMutablePointer<curl_slist>?
  /// The options that stand, if they are those of an HTTP request.
  private var profile: CurlProfile?
  private let sockets = SocketMaker()
  /// Of the transfer under way.
  private var times: CurlTimes?
  private var started = Stopwatch.distantFuture
  private var renewed: (@Sendable (Answer) -> HTTPRequest?)?
  private var listener: (any AnswerListener)?
  /// Connections and names of its own kind of request; nil for those of the multi.
  private let pool: UnsafeMutableRawPointer?
  private let patience: ReadingPatience?
  private let errorText: UnsafeMutablePointer<CChar>

  init?(pool: UnsafeMutableRawPointer? = nil, _ patience: ReadingPatience? = nil) {
    guard let handle = curl_easy_init() else { return nil }
    self.handle = handle
    self.pool = pool
    self.patience = patience
    outgoing = .allocate(byteCount: 4096, alignment: 1)
    errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
    errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(handle)
    curl_slist_free_all(list)
    wipe()
    outgoing.deallocate()
    errorText.deallocate()
  }

  /// libcurl's own words on a failure: never shown, since they may repeat what a peer said.
  var errorMessage: String { String(cString: errorText) }

  var isPooled: Bool { pool != nil }

  /// The guard refused an address of this transfer.
  var isForbidden: Bool { sockets.hasRefused }

  /// For messages, hence read from the address only then.
  var peer: Peer { Peer(url: url) }

  /// False when the memory for its options could not be had.
  func prepare(_ request: TransferRequest, ticket: Int) -> Bool {
    self.ticket = ticket
    started = .now()
    errorText.pointee = 0
    switch request {
    case .http(let request): return prepare(request)
    case .mail(let request): return prepare(request)
    }
  }

  /// Nobody looked after the transfers for so long; what began later is not concerned.
  func extend(by pause: Instant.Span) {
    let age = Instant.Span(milliseconds: Stopwatch.now().milliseconds(after: started))
    guard min(age, pause) > .zero else { return }
    times?.extend(by: min(age, pause))
    // These are not the options of the next request.
    profile = nil
    var options = CurlOptions(handle)
    if let times { options.set(times) }
  }

  private func prepare(_ request: HTTPRequest) -> Bool {
    load(request.body, for: request.url)
    renewed = request.renewed
    listener = request.listener
    // Nothing that a chosen peer says is kept.
    hearing = HTTPHearing(limit: request.answerLimit, isKept: request.guarding == nil)
    dialogue = nil
    sockets.begin(request.guarding)
    times = CurlTimes(request)
    var options = CurlOptions(handle)
    let wanted = CurlProfile(request)
    if profile != wanted {
      curl_easy_reset(handle)
      options.setCommon(errorText: errorText, sockets: sockets)
      listen()
      options.set(wanted)
      options.set(CurlTimes(request))
      options.set(pool: pool)
      if let patience { options.set(patience) }
      profile = wanted
    }
    list = options.set(request, body: UnsafeRawBufferPointer(outgoing), length: length)
    return !options.hasFailed
  }

  private func prepare(_ request: MailRequest) -> Bool {
    load([], for: request.url)
    listener = nil
    hearing = HTTPHearing(limit: 0)
    dialogue = SMTPDialogue()
    sockets.begin(nil)
    times = CurlTimes(request)
    var options = CurlOptions(handle)
    options.setCommon(errorText: errorText, sockets: sockets)
    listen()
    options.set(request)
    converse()
    return !options.hasFailed
  }

  /// Forgets the transfer and all options, and wipes what it sent.
  func reset() {
    profile = nil
    curl_easy_reset(handle)
    rest()
  }

  /// The same, but the options of its profile stay for the next request.
  func rest() {
    curl_slist_free_all(list)
    list = nil
    times = nil
    renewed = nil
    listener = nil
    wipe()
    sockets.begin(nil)
  }

  /// What is sent in the place of this transfer, now that it has been answered so.
  func renewal(after result: TransferResult) -> HTTPRequest? {
    guard case .answered(let answer) = result, var next = renewed?(answer) else { return nil }
    next.renewed = nil
    return next
  }

  /// Everything that was to be sent has been sent.
  var isSent: Bool {
    var head = 0
    var body: curl_off_t = 0
    matines_curl_get_long(handle, CURLINFO_REQUEST_SIZE, &head)
    matines_curl_get_offset(handle, CURLINFO_SIZE_UPLOAD_T, &body)
    return head > 0 && body >= length
  }

  private func load(_ octets: [UInt8], for url: String) {
    self.url = url
    if outgoing.count < octets.count {
      outgoing.deallocate()
      outgoing = .allocate(byteCount: octets.count, alignment: 1)
    }
    outgoing.copyBytes(from: octets)
    length = octets.count
  }

  private func wipe() {
    if let start = outgoing.baseAddress { memset(start, 0, length) }
    length = 0
  }
}

// What libcurl calls. The context is this object, which `CurlTransfers` holds until the end.
extension CurlEasy {
  private func listen() {
    matines_curl_set_io(handle, CURLOPT_WRITEFUNCTION) { octets, _, count, context in
      CurlEasy.from(context) { easy in
        easy.heard(UnsafeRawBufferPointer(start: octets, count: count)) ? count : 0
      }
    }
    matines_curl_set_io(handle, CURLOPT_HEADERFUNCTION) { octets, _, count, context in
      CurlEasy.from(context) { easy in
        let line = UnsafeRawBufferPointer(start: octets, count: count)
        easy.dialogue?.heard(line)
        easy.listener?.heard(
          head: String(decoding: line.prefix { $0 != 0x0D && $0 != 0x0A }, as: UTF8.self))
        return easy.hearing.heardHead(line) ? count : 0
      }
    }
    let context = Unmanaged.passUnretained(self).toOpaque()
    matines_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    matines_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
  }

  private func heard(_ octets: UnsafeRawBufferPointer) -> Bool {
    hearing.heard(octets) && listener?.heard(body: Array(octets)) != false
  }

  private func converse() {
    let context = Unmanaged.passUnretained(self).toOpaque()
    let trace: matines_curl_trace = { _, kind, octets, count, context in
      guard kind == CURLINFO_HEADER_OUT else { return 0 }
      return Int32(
        CurlEasy.from(context) { easy in
          easy.dialogue?.said(UnsafeRawBufferPointer(start: octets, count: count))
          return 0
        })
    }
    matines_curl_set_trace(handle, trace, context)
    matines_curl_set_long(handle, CURLOPT_VERBOSE, 1)
  }

  private static func from(
    _ context: UnsafeMutableRawPointer?, _ work: (CurlEasy) -> Int
  ) -> Int {
    guard let context else { return 0 }
    return Unmanaged<CurlEasy>.fromOpaque(context)._withUnsafeGuaranteedRef(work)
  }
}
