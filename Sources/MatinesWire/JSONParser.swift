// SPDX-License-Identifier: MIT

/// Builds a tree from tokens, with a stack of its own instead of recursion.
struct JSONParser {
  private struct Frame {
    let isObject: Bool
    var key = ""
    var members: [JSONObject.Member] = []
    var elements: [JSON] = []
  }

  private var frames: [Frame] = []
  private var result = JSON.null

  static func parse(
    _ text: Span<UInt8>, _ limits: JSONLimits, _ top: JSONTop
  ) throws(JSONError) -> JSON {
    var scanner = JSONScanner(limits: limits, top: top)
    var parser = JSONParser()
    while true {
      switch try scanner.next(text) {
      case .beginObject: parser.frames.append(Frame(isObject: true))
      case .beginArray: parser.frames.append(Frame(isObject: false))
      case .endObject, .endArray: parser.close()
      case .key(let run): parser.name(run.string(text))
      case .string(let run): parser.add(.string(run.string(text)))
      case .number(let range):
        parser.add(.number(JSONNumber(scanned: text.text(range) ?? "0")))
      case .bool(let value): parser.add(.bool(value))
      case .null: parser.add(.null)
      case .end: return parser.result
      }
    }
  }

  private mutating func name(_ key: String) {
    guard let last = frames.indices.last else { return }
    frames[last].key = key
  }

  private mutating func add(_ value: JSON) {
    guard let last = frames.indices.last else {
      result = value
      return
    }
    if frames[last].isObject {
      frames[last].members.append(JSONObject.Member(key: frames[last].key, value: value))
    } else {
      frames[last].elements.append(value)
    }
  }

  private mutating func close() {
    guard let frame = frames.popLast() else { return }
    add(frame.isObject ? .object(JSONObject(distinct: frame.members)) : .array(frame.elements))
  }
}
