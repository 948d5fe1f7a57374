// SPDX-License-Identifier: MIT
import CCurl

/// An address as libcurl reads it.
struct ParsedURL {
  let scheme: String
  /// As the transfer will use it: numbers in odd spellings have become dotted ones.
  let host: String
  let port: Int
  let hasCredentials: Bool

  struct Failure: Error { let why: String }

  init(_ text: String) throws(Failure) {
    guard let handle = curl_url() else { throw Failure(why: "out of memory") }
    defer { curl_url_cleanup(handle) }
    let code = curl_url_set(handle, CURLUPART_URL, text, 0)
    guard code == CURLUE_OK else { throw Failure(why: Self.words(code)) }
    func part(_ what: CURLUPart, _ flags: UInt32 = 0) -> String? {
      var found: UnsafeMutablePointer<CChar>?
      guard curl_url_get(handle, what, &found, flags) == CURLUE_OK, let found else { return nil }
      defer { curl_free(found) }
      return String(validatingCString: found)
    }
    guard let scheme = part(CURLUPART_SCHEME), let host = part(CURLUPART_HOST),
      let port = part(CURLUPART_PORT, UInt32(CURLU_DEFAULT_PORT)).flatMap({ Int($0) })
    else { throw Failure(why: "not an address") }
    self.scheme = scheme
    self.host = host
    self.port = port
    hasCredentials = part(CURLUPART_USER) != nil || part(CURLUPART_PASSWORD) != nil
  }

  private static func words(_ code: CURLUcode) -> String {
    switch code {
    case CURLUE_BAD_PORT_NUMBER: "its port is not a number from 1 to 65535"
    case CURLUE_NO_HOST, CURLUE_BAD_HOSTNAME: "its host is not a DNS name"
    case CURLUE_UNSUPPORTED_SCHEME, CURLUE_BAD_SCHEME: "not an https address"
    default: "not an address"
    }
  }
}
