// SPDX-License-Identifier: MIT

/// Rows under a heading, as a Markdown table whose columns are aligned for the eye.
struct Table {
  let heading: [String]
  var rows: [[String]] = []

  var lines: [String] {
    let cleaned = ([heading] + rows).map { $0.map(Self.cell) }
    let widths = heading.indices.map { column in
      cleaned.map { $0.dropFirst(column).first?.count ?? 0 }.max() ?? 0
    }
    var lines = cleaned.map { Self.line($0, widths) }
    let rule = "|" + widths.map { String(repeating: "-", count: $0 + 2) + "|" }.joined()
    lines.insert(rule, at: min(1, lines.count))
    return lines
  }

  private static func cell(_ text: String) -> String {
    var cell = ""
    for character in Terminal.clean(text) {
      cell += character == "|" ? "\\|" : String(character)
    }
    return cell
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells, widths).map { cell, width in
      cell + String(repeating: " ", count: max(0, width - cell.count))
    }
    return "| " + padded.joined(separator: " | ") + " |"
  }
}
