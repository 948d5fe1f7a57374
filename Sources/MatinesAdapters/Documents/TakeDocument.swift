// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

/// What a host asks to carry.
package enum TakeDocument {
  package enum Wish: Equatable, Sendable {
    case stages
    case channels([ChannelName])
  }

  package static func read(_ text: String) throws(InvalidValue) -> Wish {
    let value: JSON
    do throws(JSONError) {
      value = try JSON.parse(text, limits: .data, top: .any)
    } catch {
      throw InvalidValue("channels_json", error)
    }
    guard let array = value.asArray, (1...32).contains(array.count) else {
      throw InvalidValue("channels_json", .malformed("not an array of 1 to 32 channels"))
    }
    var channels: [ChannelName] = []
    for (index, element) in array.enumerated() {
      guard let name = element.asString else {
        throw InvalidValue("channels_json[\(index)]", .malformed("not a string"))
      }
      channels.append(try ChannelName(name, field: "channels_json[\(index)]"))
    }
    return channels.map(\.text) == ["stage"] ? .stages : .channels(channels)
  }

  package static func write(_ stage: StagedEvent) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("version", Int64(1))
    writer.member("kind", "stage")
    writer.member("event_id", stage.id.text)
    writer.member("event", stage.name.text)
    writer.endObject()
    return writer.text
  }
}
