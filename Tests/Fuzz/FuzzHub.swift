// SPDX-License-Identifier: MIT

/// Whatever the octets: a form that is read encodes to the same fields; a publication that is
/// accepted is one event of the stream and opens no second; a query holds exact topics only; a
/// record of the journal reads back, and nothing else reads as one.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHub(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  readsForms(octets)
  acceptsPublications(octets)
  acceptsPublications(Array("topic=a&id=".utf8) + octets)
  acceptsPublications(Array("topic=a&type=".utf8) + octets)
  acceptsPublications(Array("topic=a&data=".utf8) + octets)
  let text = String(decoding: octets, as: UTF8.self)
  readsQueries(text)
  readsSelectors(text)
  readsRecords(octets)
  return 0
}

private func readsForms(_ octets: [UInt8]) {
  guard let fields = try? FormFields.decode(octets, atMost: 8) else { return }
  let again = FormBody.encode(fields.map { ($0.name, $0.value) })
  precondition(try! FormFields.decode(Array(again.utf8), atMost: 8) == fields, "form")
}

private func acceptsPublications(_ octets: [UInt8]) {
  guard let update = try? HubUpdate(form: octets, freshID: { "fresh" }) else { return }
  let lines = update.frame.split(separator: 0x0A, omittingEmptySubsequences: false)
  precondition(!update.frame.contains(0x0D) && !update.frame.contains(0), "controls")
  precondition(lines.dropLast(2).allSatisfy { !$0.isEmpty }, "ends early")
  precondition(lines.suffix(2).allSatisfy(\.isEmpty), "does not end")
  let names = lines.dropLast(2).map { String(decoding: $0.prefix { $0 != 0x3A }, as: UTF8.self) }
  precondition(names.filter { $0 == "id" }.count == 1, "ids")
  precondition(names.filter { $0 == "event" }.count <= 1, "types")
  precondition(names.allSatisfy(["id", "event", "retry", "data"].contains), "fields")
  precondition(!HubTopic.isTemplate(update.topic.text) && update.topic.text != "*", "topic")
}

private func readsQueries(_ text: String) {
  guard let query = try? HubQuery(text, topicLimit: 4) else { return }
  precondition((1...4).contains(query.topics.count), "topics")
  precondition(query.topics.allSatisfy { !HubTopic.isTemplate($0.text) }, "template")
}

private func readsSelectors(_ text: String) {
  let claims: JSONObject = ["mercure": .object(["subscribe": .array([.string(text)])])]
  let grant = try? HubGrant(claims, to: .subscribe)
  precondition(grant == nil || !HubTopic.isTemplate(text), "template in a token")
  guard let grant, text != "*", let topic = try? HubTopic(text) else { return }
  precondition(grant.covers(topic), "its own")
  precondition(
    !grant.covers(try! HubTopic("user/42/notifications")) || text == "user/42/notifications")
  if let user = topic.user { precondition(MercureTopic.of(user) == text, "whose") }
}

private func readsRecords(_ octets: [UInt8]) {
  if let (record, length) = HubRecord.read(octets[...]) {
    precondition(length <= octets.count && record.octets == Array(octets.prefix(length)), "record")
  }
  let record = HubRecord.update(id: "a", topic: try! HubTopic("b"), frame: octets)
  let written = record.octets
  precondition(HubRecord.read(written[...])?.record == record, "written record")
  precondition(HubRecord.read(written.dropLast()) == nil, "cut record")
}
