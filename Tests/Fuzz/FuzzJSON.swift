// SPDX-License-Identifier: MIT

/// Whatever the octets: `check`, `parse` and `JSONMembers` agree on them, text as on octets, and
/// what is parsed is written back as the same tree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  agree(octets, limits: .data, top: .object)
  agree(octets, limits: .document, top: .any)
  agree(octets, limits: JSONLimits(octets: 4_096, depth: 3, members: 20, keyOctets: 4), top: .any)
  writeAndRead(octets)
  return 0
}

private func outcome<Value>(
  _ body: () throws(JSONError) -> Value
) -> (value: Value?, error: JSONError?) {
  switch Result(catching: body) {
  case .success(let value): (value, nil)
  case .failure(let error): (nil, error)
  }
}

private func agree(_ octets: [UInt8], limits: JSONLimits, top: JSONTop) {
  let parsed = outcome { () throws(JSONError) in
    try JSON.parse(octets, limits: limits, top: top)
  }
  let checked = outcome { () throws(JSONError) in
    try JSON.check(octets, limits: limits, top: top)
  }
  precondition(parsed.error == checked.error, "check and parse disagree")
  if let error = parsed.error {
    precondition(error.offset >= 0 && error.offset <= octets.count, "offset outside the document")
  }
  guard let text = String(validating: octets, as: UTF8.self) else {
    precondition(parsed.error != nil, "accepted what is not UTF-8")
    return
  }
  let members = outcome { () throws(JSONError) in try JSONMembers(text, limits: limits) }
  if top == .object { precondition(members.error == parsed.error, "members disagree") }
  guard let tree = parsed.value else { return }
  requireDistinctNames(tree)
  precondition(!octets.contains(0), "accepted U+0000")
  let again = outcome { () throws(JSONError) in try JSON.parse(tree.text, limits: .all, top: top) }
  precondition(again.value == tree, "text does not read back")
  precondition(again.value?.text == tree.text, "text is not stable")
  if let object = tree.asObject, let members = members.value { compare(object, members) }
}

private func requireDistinctNames(_ tree: JSON) {
  for element in tree.asArray ?? [] { requireDistinctNames(element) }
  guard let object = tree.asObject else { return }
  let names = Set(object.keys.map { Array($0.utf8) })
  precondition(names.count == object.members.count, "accepted a repeated member")
  for member in object.members { requireDistinctNames(member.value) }
}

private func compare(_ object: JSONObject, _ members: JSONMembers) {
  precondition(object.members.count == members.members.count, "members lost")
  for (member, raw) in zip(object.members, members.members) {
    precondition(sameOctets(member.key, raw.key), "names differ")
    precondition(members.value(raw.key) == member.value, "raw text differs")
  }
}

/// Any text at all can be written and read back, but for U+0000, which readers refuse.
private func writeAndRead(_ octets: [UInt8]) {
  let text = String(decoding: octets.filter { $0 != 0 }, as: UTF8.self)
  var writer = JSONWriter()
  writer.beginObject()
  writer.member(text, text)
  let expected = JSON.object([text: .string(text)])
  let read = outcome { () throws(JSONError) in try JSON.parse(writer.text, limits: .all) }
  precondition(read.value == expected, "written text does not read back")
}

extension JSONLimits {
  /// Escapes make a text longer than what it was read from.
  fileprivate static let all = JSONLimits(
    octets: .max, depth: .max, members: .max, keyOctets: .max)
}
