// SPDX-License-Identifier: MIT
import MatinesDomain
import MatinesWire

/// The hub: settings and keys, then whether it takes an update and brings it back.
struct HubCheck: Check {
  func findings(_ patient: Patient) -> [Finding] {
    guard let dsn = patient.document.realtime else { return unused(patient) }
    if dsn.scheme.lowercased() == "host" {
      return [
        .ok("hub", "cloche : l’application publie elle-même", "bell: the application publishes")
      ]
    }
    do throws(OpenFailure) {
      _ = try Registry.maker("realtime", dsn.scheme, in: Registry.realtime)
      let hub = try configuring { () throws(InvalidValue) in
        try MercureHub(dsn: dsn, origin: patient.document.origin)
      }
      return examined(hub, patient)
    } catch {
      return [
        .error(
          "hub", Words(error),
          advice: Words(
            "corrigez « realtime » : mercure+https://HÔTE/.well-known/mercure",
            "correct “realtime”: mercure+https://HOST/.well-known/mercure"))
      ]
    }
  }

  /// A hub that nobody publishes to.
  private func unused(_ patient: Patient) -> [Finding] {
    guard patient.document.hub != nil, !patient.isFaulty("realtime") else { return [] }
    return [
      .warning(
        "hub",
        Words(
          "un hub est réglé (« hub »), et rien n’y publie",
          "a hub is set (“hub”), and nothing publishes to it"),
        advice: Words(
          "donnez-la à « realtime » : mercure+http://127.0.0.1:3000/.well-known/mercure",
          "give it to “realtime”: mercure+http://127.0.0.1:3000/.well-known/mercure"))
    ]
  }

  private func examined(_ hub: MercureHub, _ patient: Patient) -> [Finding] {
    if hub.keyFile == nil || hub.subscriberKeyFile == nil, let finding = folder(patient) {
      return [finding]
    }
    let publisher = key(hub.keyFile, .hubPublish, patient)
    let subscriber = key(hub.subscriberKeyFile, .hubSubscribe, patient)
    guard case .success(let publishing) = publisher else {
      return publisher.findings + subscriber.findings
    }
    guard case .success(let subscribing) = subscriber else { return subscriber.findings }
    return HubExamination(hub, publish: publishing, subscribe: subscribing, patient).findings()
  }

  /// Of a folder that is refused no key can be read.
  private func folder(_ patient: Patient) -> Finding? {
    guard let path = patient.keysPath, FileRights(path).exists,
      let fault = FileRights(path).folderFault
    else { return nil }
    return .error("hub.keys", fault.sentence, advice: fault.advice)
  }

  private enum Key {
    case success(Secret)
    case failure(Finding)

    var findings: [Finding] {
      if case .failure(let finding) = self { [finding] } else { [] }
    }
  }

  private func key(_ file: String?, _ purpose: KeyFiles.Purpose, _ patient: Patient) -> Key {
    guard let path = file ?? patient.keysPath.map({ "\($0)/\(purpose.fileName)" }) else {
      return .failure(missing(purpose.fileName))
    }
    if let fault = FileRights(path).privateFault {
      return .failure(.error("hub.keys", fault.sentence, advice: fault.advice))
    }
    do throws(InvalidValue) {
      return .success(try KeyFiles.hubKey(file: path))
    } catch {
      return .failure(
        .error(
          "hub.keys", Words(error),
          advice: Words(
            "mettez-y la clé du hub, 32 octets au moins",
            "put the hub's key there, 32 octets or more")))
    }
  }

  private func missing(_ name: String) -> Finding {
    .error(
      "hub.keys", Words("rien ne dit où est \(name)", "nothing says where \(name) is"),
      advice: Words(
        "nommez le dossier des clés (« keys »), ou key_file= et subscriber_key_file=",
        "name the folder of keys (“keys”), or key_file= and subscriber_key_file="))
  }
}
