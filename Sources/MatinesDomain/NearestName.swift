// SPDX-License-Identifier: MIT

/// What somebody who misspelt a name most likely meant.
package enum NearestName {
  /// "did you mean 'when'?", or the names there are.
  package static func hint(_ name: String, among all: [String]) -> String {
    // Of thousands nobody reads the list, and to compare them all takes seconds.
    let known = all.count > 512 ? Array(all.prefix(512)) : all
    let close = known.map { (name: $0, steps: steps(from: name, to: $0)) }
      .min { ($0.steps, $0.name) < ($1.steps, $1.name) }
    if let close, close.steps <= max(1, min(3, name.utf8.count / 3)) {
      return "did you mean '\(close.name)'?"
    }
    if known.isEmpty { return "there are none" }
    let shown = known.sorted().prefix(12).joined(separator: ", ")
    return known.count > 12 ? "there are \(shown), …" : "there are \(shown)"
  }

  /// Octets to insert, remove or replace; long names are compared by their beginning.
  private static func steps(from left: String, to right: String) -> Int {
    let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8.prefix(64)))
    var row = Array(0...right.count)
    for (i, octet) in left.enumerated() {
      var next = [i + 1]
      for (j, other) in right.enumerated() {
        let replaced = row[j] + (octet == other ? 0 : 1)
        next.append(min(replaced, row[j + 1] + 1, next[j] + 1))
      }
      row = next
    }
    return row.last ?? left.count
  }
}
