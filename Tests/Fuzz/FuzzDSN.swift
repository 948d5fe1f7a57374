// SPDX-License-Identifier: MIT

/// Whatever the octets: a DSN that is accepted holds the rules of its fields, prints without its
/// secrets, and reads back the same when its parts are written escaped.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDSN(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  let text = String(decoding: octets, as: UTF8.self)
  guard let dsn = try? DSN.parse(text) else { return 0 }
  precondition(!dsn.scheme.isEmpty, "no scheme")
  precondition(dsn.port != 0, "port zero")
  precondition(dsn.user != "" && dsn.password != "", "empty instead of absent")
  precondition(Set(dsn.options.map { Array($0.name.utf8) }).count == dsn.options.count, "repeated")
  for field in [dsn.scheme, dsn.user ?? "", dsn.password ?? "", dsn.host, dsn.path] {
    precondition(!field.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "control character")
  }
  readBack(dsn)
  hidesSecrets(dsn)
  return 0
}

private func readBack(_ dsn: DSN) {
  var text = dsn.scheme + ":"
  if dsn.isShort {
    text += PercentEncoding.component(dsn.path)
  } else {
    let owner = [dsn.user ?? "", dsn.password ?? ""].map(PercentEncoding.component)
    text += "//" + owner.joined(separator: ":") + "@" + dsn.host
    text += (dsn.port.map { ":\($0)" } ?? "") + dsn.path
  }
  let fields = dsn.options.map { option in
    PercentEncoding.component(option.name) + "=" + PercentEncoding.component(option.value)
  }
  guard let again = try? DSN.parse(text + "?" + fields.joined(separator: "&")) else {
    // Escaping can push a long one over the limit; nothing else may refuse it.
    precondition(text.utf8.count + fields.joined().utf8.count > 4_096, "does not read back")
    return
  }
  precondition(again.scheme == dsn.scheme && again.host == dsn.host && again.port == dsn.port)
  precondition(again.user == dsn.user && again.password == dsn.password && again.path == dsn.path)
  precondition(again.options.map(\.name) == dsn.options.map(\.name), "option names")
  precondition(again.options.map(\.value) == dsn.options.map(\.value), "option values")
}

/// Short secrets may also occur elsewhere in the text by chance.
private func hidesSecrets(_ dsn: DSN) {
  guard let password = dsn.password, password.utf8.count > 8 else { return }
  let open = dsn.scheme + dsn.host + dsn.path + dsn.options.map(\.name).joined()
  if !contains(open, password) {
    precondition(!contains("\(dsn)", password), "password printed")
  }
}

private func contains(_ text: String, _ part: String) -> Bool {
  let text = Array(text.utf8)
  let part = Array(part.utf8)
  guard text.count >= part.count else { return false }
  return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
}
