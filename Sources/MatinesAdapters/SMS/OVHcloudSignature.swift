// SPDX-License-Identifier: MIT
import CCrypto
import MatinesDomain
import MatinesWire

/// The headers by which OVHcloud knows an application and the one who allowed it: what they sign is
/// `$1$` and the SHA-1 of secret, consumer key, method, address, body and time, joined by `+`.
struct OVHcloudSignature: Sendable {
  let application: Secret
  let secret: Secret
  let consumer: Secret

  /// `seconds` are those of their clock.
  func headers(
    _ method: String, _ url: String, _ body: String, at seconds: Int64
  ) -> [(name: String, value: String)] {
    let signed = "\(secret.text)+\(consumer.text)+\(method)+\(url)+\(body)+\(seconds)"
    return [
      (name: "X-Ovh-Application", value: application.text),
      (name: "X-Ovh-Consumer", value: consumer.text),
      (name: "X-Ovh-Timestamp", value: "\(seconds)"),
      (name: "X-Ovh-Signature", value: "$1$" + Self.sha1(signed)),
    ]
  }

  /// In lower-case hexadecimal.
  private static func sha1(_ text: String) -> String {
    var digest = [UInt8](repeating: 0, count: 20)
    let octets = Array(text.utf8)
    SHA1(octets, octets.count, &digest)
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
