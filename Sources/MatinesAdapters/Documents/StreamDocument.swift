// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What a page is given to follow its person's updates.
package enum StreamDocument {
  package static func write(_ pass: StreamPass) -> String {
    var json = JSONWriter(capacity: 2_048)
    json.beginObject()
    json.member("version", Int64(1))
    json.member("url", pass.url)
    json.member("hub", pass.hub)
    json.member("topic", pass.topic)
    json.text("last_event_id", pass.lastEvent)
    json.member("token", pass.token)
    json.member("cookie", pass.cookie)
    json.member("no_cookie", pass.noCookie)
    json.member("secure", pass.isSecure)
    json.member("expires_ms", pass.expires.milliseconds)
    json.endObject()
    return json.text
  }
}
