// SPDX-License-Identifier: MIT
import CCrypto
import MatinesDomain
import MatinesWire

/// How the library sends web push itself: the object `webpush` of the engine's document.
package struct PushSettings: Sendable {
  enum Oversize: String, CaseIterable, Sendable {
    case cut, refuse
  }

  let subject: String
  /// Paths; the first key is for new browsers.
  let keyFiles: [String]
  let pads: Bool
  let oversize: Oversize
  let caFile: String?
  let networks: [Network]
  let ports: [Int]

  private static let members = ["subject", "keys", "padding", "oversize", "ca_file", "allow"]

  init(_ value: JSON) throws(InvalidValue) {
    let reader = try ObjectReader(value, at: "webpush", members: Self.members)
    subject = try reader.required("subject", limit: 512)
    keyFiles = try reader.strings("keys", atMost: 8)
    for (place, file) in keyFiles.enumerated() where Self.isKeyItself(file) {
      throw InvalidValue(
        "webpush.keys[\(place)]", .malformed("the key itself; name the file that holds it"))
    }
    guard !keyFiles.isEmpty else {
      throw InvalidValue(
        "webpush.keys", .malformed("names no key file; make one with: matines vapid generate"))
    }
    pads = try reader.flag("padding") ?? true
    oversize = try reader.choice("oversize") ?? .cut
    caFile = try reader.string("ca_file", limit: 4_096)
    if let caFile, !Self.holdsAuthority(caFile) {
      throw InvalidValue(reader.name("ca_file"), .malformed("\(caFile) holds no certificate"))
    }
    guard let allow = reader["allow"] else {
      (networks, ports) = ([], [])
      return
    }
    let opened = try ObjectReader(
      allow, at: reader.name("allow"), members: ["networks", "ports"])
    networks = try Self.networks(opened)
    ports = try Self.ports(opened)
  }

  /// PEM text, or 32 octets in base64url: a refusal must not repeat what it was given.
  private static func isKeyItself(_ file: String) -> Bool {
    file.contains("-----BEGIN") || file.utf8.contains { $0 < 0x20 }
      || (file.utf8.count == 43 && (try? Base64URL.decode(file)) != nil)
  }

  /// Read as the transfer will: what fails here fails for every message.
  private static func holdsAuthority(_ file: String) -> Bool {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    guard let store = X509_STORE_new() else { return false }
    defer { X509_STORE_free(store) }
    return X509_STORE_load_file(store, file) == 1
  }

  private static func networks(_ reader: ObjectReader) throws(InvalidValue) -> [Network] {
    var networks: [Network] = []
    for (index, text) in try reader.strings("networks", atMost: 64).enumerated() {
      networks.append(try Network(text, field: "\(reader.name("networks"))[\(index)]"))
    }
    return networks
  }

  private static func ports(_ reader: ObjectReader) throws(InvalidValue) -> [Int] {
    guard let value = reader["ports"] else { return [] }
    let refusal = InvalidValue(
      reader.name("ports"), .malformed("not an array of at most 64 numbers from 1 to 65535"))
    guard let array = value.asArray, array.count <= 64 else { throw refusal }
    var ports: [Int] = []
    for element in array {
      guard let port = element.asInt64, (1...65_535).contains(port) else { throw refusal }
      ports.append(Int(port))
    }
    return ports
  }
}
