// SPDX-License-Identifier: MIT

/// The open containers of a document and the member names each has shown so far.
///
/// One flat array serves every level: a frame marks where a container starts, its names follow,
/// and closing the container cuts the array back. So a document costs one allocation.
struct JSONKeys {
  private struct Mark {
    /// A member name; in a frame, `start` is the enclosing base and `escaped` its kind.
    let run: JSONRun
  }

  /// Up to here a new name is compared with each one before it; larger objects are sorted by
  /// hash when they close, so that many members do not cost the square of their number.
  private static let comparedOneByOne = 16

  private var marks: [Mark] = []
  private var base = 0
  private(set) var depth = 0
  private(set) var inObject = false

  mutating func open(object: Bool) {
    if marks.isEmpty { marks.reserveCapacity(2 * Self.comparedOneByOne) }
    marks.append(Mark(run: JSONRun(start: base, end: 0, escaped: inObject)))
    base = marks.count
    inObject = object
    depth += 1
  }

  mutating func close(_ text: Span<UInt8>) throws(JSONError) {
    guard base > 0 else { return }
    if marks.count - base > Self.comparedOneByOne { try refuseRepeats(text) }
    let frame = marks[base - 1].run
    marks.removeLast(marks.count - base + 1)
    base = frame.start
    inObject = frame.escaped
    depth -= 1
  }

  mutating func add(_ key: JSONRun, _ text: Span<UInt8>) throws(JSONError) {
    if marks.count - base < Self.comparedOneByOne {
      for at in base..<marks.count where marks[at].run.equals(key, in: text) {
        throw JSONError(.duplicateMember, at: key.start - 1)
      }
    }
    marks.append(Mark(run: key))
  }

  private func refuseRepeats(_ text: Span<UInt8>) throws(JSONError) {
    var hashed: [(hash: Int, run: JSONRun)] = []
    hashed.reserveCapacity(marks.count - base)
    for at in base..<marks.count { hashed.append((hash(marks[at].run, text), marks[at].run)) }
    hashed.sort { ($0.hash, $0.run.start) < ($1.hash, $1.run.start) }
    var repeated: Int?
    for first in hashed.indices {
      var next = first + 1
      while next < hashed.count, hashed[next].hash == hashed[first].hash {
        if hashed[first].run.equals(hashed[next].run, in: text) {
          repeated = min(repeated ?? .max, hashed[next].run.start - 1)
          break
        }
        next += 1
      }
    }
    if let repeated { throw JSONError(.duplicateMember, at: repeated) }
  }

  /// The standard hasher is seeded per process: nobody can choose names that collide.
  private func hash(_ run: JSONRun, _ text: Span<UInt8>) -> Int {
    var hasher = Hasher()
    if run.escaped {
      for octet in run.octets(text) { hasher.combine(octet) }
    } else {
      for at in run.start..<run.end { hasher.combine(text[at]) }
    }
    return hasher.finalize()
  }
}
