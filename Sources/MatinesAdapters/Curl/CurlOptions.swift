// SPDX-License-Identifier: MIT
import CCurl
import Glibc
import MatinesApplication
import MatinesDomain

/// The settings of one handle. What could lead a request elsewhere, or weaken it, is switched off
/// by name, so that a default of another libcurl changes nothing.
struct CurlOptions {
  private let easy: UnsafeMutableRawPointer
  private(set) var hasFailed = false

  init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

  mutating func setCommon(errorText: UnsafeMutablePointer<CChar>, sockets: SocketMaker) {
    set(CURLOPT_NOSIGNAL, 1)
    set(CURLOPT_QUICK_EXIT, 1)
    set(CURLOPT_TCP_NODELAY, 1)
    set(CURLOPT_PROXY, "")
    set(CURLOPT_NOPROXY, "*")
    set(CURLOPT_NETRC, 0)
    set(CURLOPT_FOLLOWLOCATION, 0)
    set(CURLOPT_UNRESTRICTED_AUTH, 0)
    set(CURLOPT_SSL_VERIFYPEER, 1)
    set(CURLOPT_SSL_VERIFYHOST, 2)
    set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    note(matines_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText))
    note(sockets.install(on: easy))
    // These refuse "off" or are absent in some builds of libcurl, where they are off anyway.
    matines_curl_set_string(easy, CURLOPT_DOH_URL, nil)
    matines_curl_set_string(easy, CURLOPT_UNIX_SOCKET_PATH, nil)
    matines_curl_set_long(easy, CURLOPT_HSTS_CTRL, 0)
    // The options of Alt-Svc (RFC 7838) are not touched: libcurl 7.88 obeys the header from the
    // first of them on, whatever its value.
  }

  /// What the requests of one profile have in common.
  mutating func set(_ profile: CurlProfile) {
    set(CURLOPT_PROTOCOLS_STR, profile.isGuarded ? "https" : "http,https")
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    set(CURLOPT_PIPEWAIT, profile.ends && !profile.isAlone ? 1 : 0)
    set(CURLOPT_FRESH_CONNECT, profile.isAlone ? 1 : 0)
    set(CURLOPT_FORBID_REUSE, profile.isAlone ? 1 : 0)
    set(CURLOPT_HTTP09_ALLOWED, 0)
    set(CURLOPT_HTTP_CONTENT_DECODING, 0)
    if let file = profile.caFile { set(CURLOPT_CAINFO, file) }
    switch profile.method {
    case .post: set(CURLOPT_POST, 1)
    case .delete: set(CURLOPT_CUSTOMREQUEST, "DELETE")
    case .get: set(CURLOPT_HTTPGET, 1)
    }
  }

  /// Answers the list the handle refers to, which the caller frees after the transfer.
  mutating func set(
    _ request: HTTPRequest, body: UnsafeRawBufferPointer, length: Int
  ) -> UnsafeMutablePointer<curl_slist>? {
    set(CURLOPT_URL, request.url)
    if request.method == .post { set(body: body, length: length) }
    // An empty Expect keeps large bodies from waiting for a "100 Continue".
    let headers = request.headers.map { "\($0.name): \($0.value)" } + ["Expect:"]
    return setList(CURLOPT_HTTPHEADER, headers)
  }

  private mutating func set(body: UnsafeRawBufferPointer, length: Int) {
    note(
      matines_curl_set_pointer(
        easy, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: body.baseAddress)))
    note(matines_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(length)))
  }

  mutating func set(pool: UnsafeMutableRawPointer?) {
    note(matines_curl_set_pointer(easy, CURLOPT_SHARE, pool))
  }

  mutating func set(_ patience: ReadingPatience) { note(patience.install(on: easy)) }

  /// Makes a server ready for messages: connection, TLS, EHLO, login, and no further.
  mutating func set(_ request: MailRequest) {
    set(CURLOPT_CONNECT_ONLY, 1)
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    set(CURLOPT_URL, request.url)
    set(CurlTimes(request))
    switch request.security {
    case .implicit, .required: set(CURLOPT_USE_SSL, Int(CURLUSESSL_ALL.rawValue))
    case .none: set(CURLOPT_USE_SSL, Int(CURLUSESSL_NONE.rawValue))
    }
    if let user = request.user {
      set(CURLOPT_USERNAME, user)
      set(CURLOPT_PASSWORD, request.login?.password ?? "")
      set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN;AUTH=LOGIN;AUTH=CRAM-MD5")
      set(CURLOPT_SASL_IR, 1)
    }
    if let file = request.caFile { set(CURLOPT_CAINFO, file) }
  }

  mutating func set(_ times: CurlTimes) {
    set(CURLOPT_TIMEOUT_MS, Self.milliseconds(times.total))
    set(CURLOPT_CONNECTTIMEOUT_MS, Self.milliseconds(min(times.total, times.connect)))
    guard let silence = times.silence else { return }
    set(CURLOPT_LOW_SPEED_LIMIT, 1)
    set(CURLOPT_LOW_SPEED_TIME, Self.milliseconds(silence) / 1_000)
  }

  /// From one millisecond (zero would mean for ever) to one hour.
  private static func milliseconds(_ span: Instant.Span) -> Int {
    Int(min(max(span.milliseconds, 1), 3_600_000))
  }

  private mutating func setList(
    _ option: CURLoption, _ lines: [String]
  ) -> UnsafeMutablePointer<curl_slist>? {
    var list: UnsafeMutablePointer<curl_slist>?
    for line in lines {
      guard let longer = curl_slist_append(list, line) else {
        hasFailed = true
        break
      }
      list = longer
    }
    note(matines_curl_set_list(easy, option, list))
    return list
  }

  private mutating func set(_ option: CURLoption, _ value: Int) {
    note(matines_curl_set_long(easy, option, value))
  }

  private mutating func set(_ option: CURLoption, _ value: String) {
    note(matines_curl_set_string(easy, option, value))
  }

  private mutating func note(_ code: CURLcode) {
    if code != CURLE_OK { hasFailed = true }
  }
}
