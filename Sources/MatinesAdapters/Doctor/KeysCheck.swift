// SPDX-License-Identifier: MIT
import MatinesDomain

/// The folder of keys: its rights, each file, and that no two hold the same octets.
struct KeysCheck: Check {
  private static let name = "keys"

  func findings(_ patient: Patient) -> [Finding] {
    guard let path = patient.keysPath else { return [] }
    let rights = FileRights(path)
    guard rights.exists else {
      return [
        .ok(
          Self.name, "le dossier des clés, \(path), sera créé à la première ouverture",
          "the folder of keys, \(path), is made when the store is first opened")
      ]
    }
    if let fault = rights.folderFault {
      return [.error(Self.name, fault.sentence, advice: fault.advice)]
    }
    let found = held(path)
    var findings = open(rights).map { [$0] } ?? []
    findings += found.faults + twins(found.keys + named(patient))
    guard findings.isEmpty else { return findings }
    return [
      .ok(
        Self.name, "les clés sont à nous seuls et toutes différentes",
        "the keys are ours alone, and all different")
    ]
  }

  private typealias Held = (file: String, key: Secret)

  private func open(_ rights: FileRights) -> Finding? {
    guard rights.mode & 0o077 != 0 else { return nil }
    return .warning(
      Self.name,
      Words(
        "le dossier des clés, \(rights.path), a le mode \(rights.modeText) : d’autres y entrent",
        "the folder of keys, \(rights.path), has mode \(rights.modeText): others may enter it"),
      advice: Words("chmod 0700 \(rights.path)"))
  }

  /// Each key by itself: a missing one is made, or missed, elsewhere.
  private func held(_ path: String) -> (keys: [Held], faults: [Finding]) {
    var (keys, faults): ([Held], [Finding]) = ([], [])
    for purpose in KeyFiles.Purpose.allCases {
      let file = "\(path)/\(purpose.fileName)"
      let rights = FileRights(file)
      guard rights.exists else { continue }
      if let fault = rights.privateFault {
        faults.append(.error(Self.name, fault.sentence, advice: fault.advice))
        continue
      }
      do throws(InvalidValue) {
        keys.append((file, try KeyFiles(path: path).key(purpose)))
      } catch {
        faults.append(.error(Self.name, Words(error), advice: Self.advice(purpose)))
      }
    }
    return (keys, faults)
  }

  private static func advice(_ purpose: KeyFiles.Purpose) -> Words {
    purpose.comesFromHub
      ? Words(
        "mettez-y la clé du hub, 32 octets au moins", "put the hub's key there, 32 octets or more")
      : Words(
        "retirez ce fichier : il sera refait (ce qu’il a signé ne vaudra plus)",
        "remove this file: it is made anew (what it has signed is then worth nothing)")
  }

  /// Key files of the hub that the DSN names.
  private func named(_ patient: Patient) -> [Held] {
    let dsn = patient.document.realtime
    return ["key_file", "subscriber_key_file"].compactMap { dsn?[$0] }.compactMap { file in
      (try? KeyFiles.hubKey(file: file)).map { (file, $0) }
    }
  }

  private func twins(_ keys: [Held]) -> [Finding] {
    var findings: [Finding] = []
    for (index, one) in keys.enumerated() {
      for other in keys.dropFirst(index + 1)
      where other.file != one.file && other.key.matches(one.key) {
        findings.append(
          .error(
            "keys.equal",
            Words(
              "\(one.file) et \(other.file) contiennent la même clé",
              "\(one.file) and \(other.file) hold the same key"),
            advice: Words(
              "donnez à chaque usage la sienne : qui tient l’une tiendrait l’autre",
              "give each purpose its own: whoever has one would have the other")))
      }
    }
    return findings
  }
}
