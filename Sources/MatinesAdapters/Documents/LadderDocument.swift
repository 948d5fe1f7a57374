// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// A ladder as JSON: an array of rungs.
enum LadderDocument {
  private static let members = ["channel", "when", "after", "unless", "optional", "timeout"]

  /// Nil, and on the list, when anything of it is wrong.
  static func read(_ value: JSON, _ path: String, _ list: FaultList) -> Ladder? {
    guard let array = value.asArray else {
      list.add(.init(path, "not an array of rungs"))
      return nil
    }
    let before = list.faults.count
    let rungs = array.prefix(Ladder.limit + 1).enumerated().compactMap { index, element in
      rung(element, "\(path)[\(index)]", list)
    }
    guard list.faults.count == before else { return nil }
    return list.noting { () throws(InvalidValue) in try Ladder(rungs, field: path) }
  }

  private static func rung(_ value: JSON, _ path: String, _ list: FaultList) -> Rung? {
    guard let object = TolerantObject(value, at: path, members: members, list) else { return nil }
    if object["channel"] == nil {
      list.add(.init(InvalidValue(object.name("channel"), .missing)))
    }
    let when = object.choice("when", of: Rung.Condition.self) ?? .any
    let after = object.duration("after") ?? .zero
    let unless = suppressors(object)
    let optional = object.flag("optional") ?? false
    let timeout = object.duration("timeout")
    guard let channel = object.identifier("channel", of: ChannelKind.self) else { return nil }
    return Rung(
      channel: channel, when: when, after: after, unless: unless, optional: optional,
      timeout: timeout)
  }

  private static func suppressors(_ object: TolerantObject) -> [Rung.Suppressor] {
    guard let value = object["unless"] else { return [] }
    guard let array = value.asArray, array.count <= 2 else {
      object.list.add(.init(object.name("unless"), "not an array of at most 2 strings"))
      return []
    }
    return array.enumerated().compactMap { index, element in
      object.list.noting { () throws(InvalidValue) in
        try ObjectReader.choice(
          element.asString ?? "", at: "\(object.name("unless"))[\(index)]")
      }
    }
  }
}
