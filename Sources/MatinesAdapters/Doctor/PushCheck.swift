// SPDX-License-Identifier: MIT
import MatinesDomain

/// Web push: whom its services write to, and keys that sign. No service is asked.
struct PushCheck: Check {
  static let subjectAdvice = Words(
    "donnez l’adresse d’un responsable : \"subject\": \"mailto:it@exemple.fr\", ou https:",
    "give the address of who is in charge: \"subject\": \"mailto:it@example.org\", or https:"
  )

  func findings(_ patient: Patient) -> [Finding] {
    switch patient.document.webpush {
    case nil: []
    case .dsn(let dsn):
      DeliveryDSN("webpush", dsn).findings { (dsn) throws(OpenFailure) in
        _ = try Registry.maker("webpush", dsn.scheme, in: Registry.webpush)(dsn, patient.around)
      } otherwise: {
        []
      }
    case .service(let settings): [subject(settings.subject)] + keys(settings.keyFiles, patient)
    }
  }

  private func subject(_ text: String) -> Finding {
    do throws(InvalidValue) {
      _ = try VAPIDSubject(text)
      return .ok(
        "webpush.subject", "les services de push peuvent écrire à \(text)",
        "push services can write to \(text)")
    } catch {
      return .error("webpush.subject", Words(error), advice: Self.subjectAdvice)
    }
  }

  private func keys(_ files: [String], _ patient: Patient) -> [Finding] {
    var (findings, known): ([Finding], [(file: String, key: [UInt8])]) = ([], [])
    for file in files {
      if let fault = FileRights(file).privateFault {
        findings.append(.error("webpush.keys", fault.sentence, advice: fault.advice))
        continue
      }
      do throws(InvalidValue) {
        let key = try VAPIDKey(file: file)
        if let twin = known.first(where: { $0.key == key.publicKey }) {
          findings.append(twins(twin.file, file))
        }
        known.append((file, key.publicKey))
      } catch {
        findings.append(.error("webpush.keys", Words(error), advice: Self.keyAdvice(file)))
      }
    }
    guard findings.isEmpty else { return findings }
    return [
      .ok(
        "webpush.keys", "chaque clé de push signe (\(files.count))",
        "each push key signs (\(files.count))")
    ]
  }

  private static func keyAdvice(_ file: String) -> Words {
    Words(
      "reprenez la clé d’une sauvegarde, ou faites-en une : matines vapid generate FICHIER",
      "take the key from a backup, or make one: matines vapid generate FILE")
  }

  private func twins(_ one: String, _ other: String) -> Finding {
    .error(
      "webpush.keys",
      Words(
        "\(one) et \(other) contiennent la même clé", "\(one) and \(other) hold the same key"),
      advice: Words("ne nommez que l’un d’eux", "name one of them only"))
  }
}
