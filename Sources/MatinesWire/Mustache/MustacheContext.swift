// SPDX-License-Identifier: MIT

/// The values a tag sees: those of the section it stands in before those around it.
package struct MustacheContext {
  private var frames: [JSON]

  /// The last one is asked first.
  package init(_ frames: [JSON]) {
    self.frames = frames
  }

  mutating func push(_ value: JSON) { frames.append(value) }

  mutating func pop() { frames.removeLast() }

  /// The value at the tag; members of texts and numbers are left out.
  package func value(_ path: MustachePath) -> JSON? {
    var work = 0
    return value(path, Nowhere(), &work)
  }

  /// `work` grows with what was looked at.
  func value(_ path: MustachePath, _ source: any MustacheSource, _ work: inout Int) -> JSON? {
    guard let first = path.names.first else { return frames.last }
    if path.isAnchored {
      return frames.last.flatMap { Self.walk($0, path.names[...], source, &work) }
    }
    for at in frames.indices.reversed() {
      work += 1
      guard case .object(let object) = frames[at],
        let found = Self.member(object, first, &work)
      else { continue }
      guard path.names.count > 1 else { return found }
      return Self.walk(found, path.names.dropFirst(), source, &work)
    }
    return nil
  }

  private static func walk(
    _ value: JSON, _ names: ArraySlice<String>, _ source: any MustacheSource, _ work: inout Int
  ) -> JSON? {
    var value = value
    for at in names.indices {
      switch value {
      case .object(let object):
        guard let found = member(object, names[at], &work) else { return nil }
        value = found
      case .string, .number, .bool:
        guard at == names.endIndex - 1 else { return nil }
        work += MustacheLimits.formatting
        return source.member(names[at], of: value).map(JSON.string)
      case .null, .array: return nil
      }
    }
    return value
  }

  private static func member(_ object: JSONObject, _ name: String, _ work: inout Int) -> JSON? {
    for at in object.members.indices {
      work += 1
      if sameOctets(object.members[at].key, name) { return object.members[at].value }
    }
    return nil
  }
}

private struct Nowhere: MustacheSource {}
