// SPDX-License-Identifier: MIT
import CCurl
import Glibc
import MatinesApplication

/// One libcurl handle with everything that must live as long as its transfer: the octets to send,
/// the list of headers, and what was heard. Used again and again.
final class CurlEasy {
  let handle: UnsafeMutableRawPointer
  private(set) var ticket = 0
  private(set) var peer = Peer(url: "")
  private(set) var dialogue: SMTPDialogue?
  private(set) var hearing = HTTPHearing(limit: 0)
  private var outgoing: UnsafeMutableRawBufferPointer
  private var length = 0
  private var list: UnsafeMutablePointer<curl_slist>?
  private let errorText: UnsafeMutablePointer<CChar>

  init?() {
    guard let handle = curl_easy_init() else { return nil }
    self.handle = handle
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

  /// False when the memory for its options could not be had.
  func prepare(_ request: TransferRequest, ticket: Int) -> Bool {
    self.ticket = ticket
    errorText.pointee = 0
    var options = CurlOptions(handle)
    options.setCommon(errorText: errorText)
    listen()
    switch request {
    case .http(let request):
      load(request.body, for: Peer(url: request.url))
      hearing = HTTPHearing(limit: request.answerLimit)
      dialogue = nil
      list = options.set(request, body: UnsafeRawBufferPointer(outgoing), length: length)
    case .mail(let request):
      load([], for: Peer(url: request.url))
      hearing = HTTPHearing(limit: 0)
      dialogue = SMTPDialogue()
      options.set(request)
      converse()
    }
    return !options.hasFailed
  }

  /// Forgets the transfer, and wipes what it sent.
  func reset() {
    curl_easy_reset(handle)
    curl_slist_free_all(list)
    list = nil
    wipe()
  }

  /// Everything that was to be sent has been sent.
  var isSent: Bool {
    var head = 0
    var body: curl_off_t = 0
    matines_curl_get_long(handle, CURLINFO_REQUEST_SIZE, &head)
    matines_curl_get_offset(handle, CURLINFO_SIZE_UPLOAD_T, &body)
    return head > 0 && body >= length
  }

  private func load(_ octets: [UInt8], for peer: Peer) {
    self.peer = peer
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
        easy.hearing.heard(UnsafeRawBufferPointer(start: octets, count: count)) ? count : 0
      }
    }
    matines_curl_set_io(handle, CURLOPT_HEADERFUNCTION) { octets, _, count, context in
      CurlEasy.from(context) { easy in
        let line = UnsafeRawBufferPointer(start: octets, count: count)
        easy.dialogue?.heard(line)
        return easy.hearing.heardHead(line) ? count : 0
      }
    }
    let context = Unmanaged.passUnretained(self).toOpaque()
    matines_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
    matines_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
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
