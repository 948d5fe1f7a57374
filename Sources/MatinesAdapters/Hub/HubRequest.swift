// SPDX-License-Identifier: MIT
import CEvent
import Glibc
import MatinesWire

/// One request of evhttp's, and the answer to it.
struct HubRequest {
  let pointer: OpaquePointer

  enum Method {
    case get, post, delete, options, other
  }

  var method: Method {
    switch evhttp_request_get_command(pointer) {
    case EVHTTP_REQ_GET: .get
    case EVHTTP_REQ_POST: .post
    case EVHTTP_REQ_DELETE: .delete
    case EVHTTP_REQ_OPTIONS: .options
    default: .other
    }
  }

  /// As it was sent, without the query; empty when it is not UTF-8.
  var path: String { part(evhttp_uri_get_path) ?? "" }
  var query: String { part(evhttp_uri_get_query) ?? "" }

  private func part(_ get: (OpaquePointer?) -> UnsafePointer<CChar>?) -> String? {
    guard let uri = evhttp_request_get_evhttp_uri(pointer), let text = get(uri) else { return nil }
    return String(validatingCString: text)
  }

  /// The first of that name.
  func header(_ name: StaticString) -> String? {
    let headers = evhttp_request_get_input_headers(pointer)
    let found = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    guard let value = evhttp_find_header(headers, found) else { return nil }
    return String(validatingCString: value)
  }

  func hasHeader(_ name: StaticString) -> Bool {
    let found = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    return evhttp_find_header(evhttp_request_get_input_headers(pointer), found) != nil
  }

  var body: [UInt8] {
    guard let buffer = evhttp_request_get_input_buffer(pointer) else { return [] }
    let count = evbuffer_get_length(buffer)
    return [UInt8](unsafeUninitializedCapacity: count) { octets, filled in
      filled = max(0, Int(evbuffer_copyout(buffer, octets.baseAddress, count)))
    }
  }

  /// The connection it came on.
  var connection: OpaquePointer? { evhttp_request_get_connection(pointer) }

  /// The answer; the connection lives on for the next request, unless somebody wants it closed.
  func answer(_ status: Int32, _ text: String, headers: [(String, String)] = []) {
    let answer = evhttp_request_get_output_headers(pointer)
    if !text.isEmpty { evhttp_add_header(answer, "Content-Type", "text/plain; charset=utf-8") }
    evhttp_add_header(answer, "Cache-Control", "no-store")
    for (name, value) in headers { evhttp_add_header(answer, name, value) }
    if let buffer = evhttp_request_get_output_buffer(pointer) {
      var text = text
      text.withUTF8 { _ = evbuffer_add(buffer, $0.baseAddress, $0.count) }
    }
    evhttp_send_reply(pointer, status, Self.phrase(status), nil)
  }

  func refuse(_ refusal: HubRefusal, headers: [(String, String)] = []) {
    var headers = headers
    switch refusal.status {
    case 401: headers.append(("WWW-Authenticate", "Bearer"))
    case 405: headers.append(("Allow", "GET, POST, DELETE, OPTIONS"))
    default: break
    }
    if let wait = refusal.retryAfter { headers.append(("Retry-After", String(wait))) }
    answer(refusal.status, refusal.reason, headers: headers)
  }

  static func phrase(_ status: Int32) -> String {
    switch status {
    case 200: "OK"
    case 204: "No Content"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 413: "Content Too Large"
    case 415: "Unsupported Media Type"
    case 429: "Too Many Requests"
    case 503: "Service Unavailable"
    case 507: "Insufficient Storage"
    default: "Error"
    }
  }
}

extension HubRequest {
  static let cookie = MercureProtocol.zero.cookieName

  /// Publishers prove themselves by header only: what a browser adds by itself proves nothing
  /// about who wrote the request.
  var bearer: String? {
    guard let value = header("Authorization"), let space = value.firstIndex(of: " "),
      value[..<space].lowercased() == "bearer"
    else { return nil }
    return String(value[value.index(after: space)...])
  }

  var cookieToken: String? {
    guard let cookies = header("Cookie") else { return nil }
    for pair in cookies.split(separator: ";") {
      let trimmed = pair.drop { $0 == " " }
      guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == Self.cookie else {
        continue
      }
      return String(trimmed[trimmed.index(after: equals)...])
    }
    return nil
  }
}
