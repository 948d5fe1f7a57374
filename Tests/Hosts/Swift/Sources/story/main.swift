// SPDX-License-Identifier: MIT
// Jeanne is promoted twice: while she is away, and while she looks at the back-office.
import CMatines
import Glibc

let person = """
  {"id": "42", "email": "jeanne@example.org", "locale": "fr", "roles": ["member"]}
  """

func promotion(to ministry: String) -> String {
  """
  {"user_id": "42", "users": [\(person)],
   "data": {"name": "Jeanne", "ministry": "\(ministry)", "targetUrl": "/admin/ministers/42"}}
  """
}

func files(_ folder: String, ending end: String) -> [String] {
  guard let list = opendir(folder) else { return [] }
  defer { closedir(list) }
  var names: [String] = []
  while let entry = readdir(list) {
    let name = withUnsafeBytes(of: entry.pointee.d_name) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name.hasSuffix(end) { names.append(name) }
  }
  return names
}

func whileAway(_ engine: Engine, _ clock: HandClock, _ out: String, _ checks: inout Checks) {
  let event = promotion(to: "l'Agriculture")
  let (status, receipt) = engine.emit("user.promoted_to_minister", id: "evt-1", event)
  checks.ok(status, "emit")
  checks.that(receipt.id.utf8.count == 36 && receipt.recipients == 1, "a receipt")
  checks.that(engine.work().delivered == 0, "nothing is due at once")
  clock.advance(seconds: 119)
  checks.that(engine.work().delivered == 0, "nor before two minutes")
  clock.advance(seconds: 1)
  checks.that(engine.work().delivered == 1, "then the e-mail goes")
  checks.that(files(out, ending: ".eml").count == 1, "one e-mail lies in the spool")
  let (again, repeated) = engine.emit("user.promoted_to_minister", id: "evt-1", event)
  checks.that(again == MATINES_OK && repeated.repeated == 1, "a repeat is no second promotion")
  checks.that(repeated.id == receipt.id, "a repeat answers the first receipt")
  let why = engine.explain(receipt.id, to: "42")
  checks.that(why.contains("\"delivered\""), "the explanation tells of the e-mail: \(why)")
}

func whileLooking(_ engine: Engine, _ clock: HandClock, _ out: String, _ checks: inout Checks) {
  checks.ok(matines_presence_ping(engine.handle, "42", "tab-1", 1), "ping")
  checks.that(engine.presence(of: "42") == MATINES_VISIBLE, "she is there")
  let (status, receipt) = engine.emit(
    "minister.promoted_to_super_admin", id: "evt-2", promotion(to: "la Mer"))
  checks.ok(status, "emit")
  checks.that(engine.counts(of: "42").unseen == 2, "the bell shows two")
  let seen = matines_inbox_mark_all(engine.handle, "42", receipt.id, nil, MATINES_SEEN, nil)
  checks.ok(seen, "seen")
  checks.that(engine.counts(of: "42").unseen == 0, "the bell is silent")
  checks.that(engine.counts(of: "42").unread == 2, "and both are still to be read")
  clock.advance(seconds: 7_200)
  checks.that(engine.work().delivered == 0, "no e-mail for what was seen")
  checks.that(files(out, ending: ".eml").count == 1, "the spool is as it was")
  checks.that(engine.presence(of: "42") == MATINES_OFFLINE, "the lease of her tab has ended")
}

func story(in folder: String) -> Checks {
  var checks = Checks()
  let out = "\(folder)/out"
  let document = """
    {"store": "sqlite:\(folder)/matines.db", "origin": "https://bo.example.org",
     "mailer": "spool:\(out)?from=bo@example.org"}
    """
  checks.that(matines_version() == UInt32(MATINES_VERSION_NUMBER), "version")
  guard let engine = Engine(document) else {
    checks.that(false, "open")
    return checks
  }
  let clock = HandClock()
  var table = clock.table
  checks.ok(matines_set_clock(engine.handle, &table), "clock")
  whileAway(engine, clock, out, &checks)
  whileLooking(engine, clock, out, &checks)
  engine.close()
  checks.that(clock.released == 1, "the clock was released once")
  checks.that(matines_user_put(engine.handle, person) == MATINES_ECLOSED, "closed is closed")
  return checks
}

var template = Array("/tmp/matines-story.XXXXXX".utf8CString)
guard mkdtemp(&template) != nil else { exit(2) }
let folder = template.withUnsafeBufferPointer { String(cString: $0.baseAddress.unsafelyUnwrapped) }
let checks = story(in: folder)
for inner in ["\(folder)/out", "\(folder)/matines.db.keys", folder] {
  for name in files(inner, ending: "") { unlink("\(inner)/\(name)") }
  rmdir(inner)
}
print("story: \(checks.passed) passed, \(checks.failed) failed")
exit(checks.failed == 0 ? 0 : 1)
