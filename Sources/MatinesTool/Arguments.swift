// SPDX-License-Identifier: MIT

/// The words after `matines`: names, and options wherever they stand.
struct Arguments {
  private(set) var words: [String] = []
  private var values: [String: String] = [:]
  private var flags: Set<String> = []

  private static let valued: Set<String> = [
    "--after", "--config", "--data", "--for", "--keep", "--limit", "--locale", "--out", "--policy",
    "--reason", "--to",
  ]
  private static let plain: Set<String> = [
    "--once", "--json", "--shipped", "--strict", "--transliterate", "--help", "--version",
    ParentPipe.option,
  ]

  init(_ raw: [String], _ language: Language) throws(Failure) {
    var rest = raw[...]
    while let next = rest.popFirst() {
      if next == "--" {
        words += rest
        break
      }
      guard next.hasPrefix("-"), next != "-" else {
        words.append(next)
        continue
      }
      try take(option: next, from: &rest, language)
    }
  }

  private mutating func take(
    option: String, from rest: inout ArraySlice<String>, _ language: Language
  ) throws(Failure) {
    let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) == "-h" ? "--help" : String(parts.first ?? "")
    if parts.count == 1, Self.plain.contains(name) {
      flags.insert(name)
      return
    }
    guard Self.valued.contains(name) else {
      throw .usage(language("option inconnue : \(option)", "unknown option: \(option)"))
    }
    guard let value = parts.count == 2 ? parts.last.map(String.init) : rest.popFirst() else {
      throw .usage(language("\(name) demande une valeur", "\(name) needs a value"))
    }
    guard values.updateValue(value, forKey: name) == nil else {
      throw .usage(language("\(name) est donné deux fois", "\(name) is given twice"))
    }
  }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  func value(_ option: String) -> String? { values[option] }

  func number(
    _ option: String, in range: ClosedRange<Int64>, _ language: Language
  ) throws(Failure) -> Int64? {
    guard let text = values[option] else { return nil }
    guard let number = Int64(text), range.contains(number) else {
      throw .usage(
        language(
          "\(option) : un nombre entre \(range.lowerBound) et \(range.upperBound)",
          "\(option): a number between \(range.lowerBound) and \(range.upperBound)"))
    }
    return number
  }

  /// Options of another command are a mistake, not noise.
  func allow(_ names: Set<String>, _ language: Language) throws(Failure) {
    let given = Set(values.keys).union(flags)
    if let stray = given.subtracting(names.union(["--config"])).sorted().first {
      throw .usage(
        language("\(stray) n’est pas une option ici", "\(stray) is not an option here"))
    }
  }
}
