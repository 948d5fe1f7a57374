// SPDX-License-Identifier: MIT

/// Whatever the octets: an event or a notification that is accepted holds valid values only, and
/// its data is the document's, octet for octet.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEvent(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = UnsafeBufferPointer(start: start, count: count)
  guard let text = String(validating: octets, as: UTF8.self),
    let name = try? EventName("user.promoted_to_minister"), let user = try? UserID("42")
  else { return 0 }
  if let event = try? EventDocument().event(name, id: nil, document: text) {
    check(event, text)
    guard let again = try? EventDocument().event(name, id: nil, document: text) else {
      preconditionFailure("accepted once, refused twice")
    }
    precondition(again.fingerprint == event.fingerprint, "two digests of one document")
  }
  if let event = try? NotificationDocument.event(text, for: user, key: nil) { check(event, text) }
  return 0
}

private func check(_ event: Event, _ text: String) {
  precondition(event.subject.map { (try? UserID($0.text)) != nil } ?? true, "subject")
  for user in event.users {
    precondition(user.email.map { (try? EmailAddress($0.text)) != nil } ?? true, "e-mail")
    precondition(user.phone.map { (try? PhoneNumber($0.text)) != nil } ?? true, "phone")
    precondition(user.locale.map { (try? LanguageTag($0.text)) != nil } ?? true, "locale")
  }
  switch event.body {
  case .data(let data): check(data, in: text)
  case .literal(let title, let body, let data, _, _):
    precondition(!title.isEmpty && title.utf8.count <= 512 && body.utf8.count <= 16_384)
    check(data, in: text)
  }
}

private func check(_ data: String, in text: String) {
  precondition((try? JSON.check(data, limits: .data)) != nil, "data is not an object")
  precondition(data == "{}" || contains(Array(text.utf8), Array(data.utf8)), "data was changed")
}

private func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
  guard text.count >= part.count else { return false }
  return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
}
