// SPDX-License-Identifier: MIT
import MatinesApplication

/// What one answer of a hub says, in words.
struct HubAnswer {
  private let result: TransferResult?
  private let heard: HubStreamProbe.Heard
  private let hub: MercureHub
  private let origin: String?

  init(
    _ result: TransferResult?, _ heard: HubStreamProbe.Heard, _ hub: MercureHub,
    _ patient: Patient
  ) {
    (self.result, self.heard, self.hub) = (result, heard, hub)
    origin = patient.document.origin
  }

  private typealias Told = (sentence: Words, advice: Words)

  /// Nothing of an answer came.
  var isUnreachable: Bool { failure != nil }

  private var failure: TransferFailure? {
    if heard.status > 0 { return nil }
    if case .failed(let failure) = result { return failure }
    if case .answered = result { return nil }
    return TransferFailure(.unreachable, "", cause: .silent)
  }

  private var status: Int {
    if case .answered(let answer) = result { answer.status } else { heard.status }
  }

  func publication(_ diagnosis: (Int) -> RefusalCause) -> Finding {
    let peer = Peer(url: hub.url).text
    if let failure { return refused("hub.publish", failure, peer) }
    if (200..<300).contains(status) {
      return .ok(
        "hub.publish", "le hub \(peer) prend une nouvelle", "the hub \(peer) takes an update")
    }
    let told = Self.isRefusal(status) ? told(diagnosis(status), .publish) : told(hub.address)
    return .error("hub.publish", told.sentence, advice: told.advice)
  }

  func subscription(isTaken: Bool, _ diagnosis: (Int) -> RefusalCause) -> Finding {
    let peer = Peer(url: hub.url).text
    if let failure { return refused("hub.subscribe", failure, peer) }
    guard (200..<300).contains(status) else {
      let told = Self.isRefusal(status) ? told(diagnosis(status), .subscribe) : told(hub.address)
      return .error("hub.subscribe", told.sentence, advice: told.advice)
    }
    if heard.hasUpdate || !isTaken {
      return .ok(
        "hub.subscribe", "le hub \(peer) laisse écouter, et rend ce qu’on y publie",
        "the hub \(peer) lets one listen, and gives what is published")
    }
    return .error(
      "hub.subscribe",
      Words(
        "le hub \(peer) a pris la nouvelle, et son flux ne l’a pas rendue",
        "the hub \(peer) took the update, and its stream did not bring it"),
      advice: Words(
        "un autre hub, ou un serveur qui retient le flux, répond là : ôtez sa mise en tampon",
        "another hub answers there, or a server that holds the stream back: end its buffering"))
  }

  /// Nil where the address is the same and there is nothing to add to what was said of it.
  func page(isTaken: Bool, isHeard: Bool) -> Finding? {
    let name = "hub.page"
    let place = hub.page.url
    if let failure {
      let why = ServerFault.sentence(failure, of: Peer(url: place).text)
      return .warning(
        name,
        Words(
          "là où les navigateurs cherchent le hub : \(why.french)",
          "where browsers look for the hub: \(why.english)"),
        advice: Words(
          "corrigez public=, ou vérifiez-le d’un navigateur : cette machine-ci n’y arrive pas",
          "correct public=, or try it from a browser: this machine does not get there"))
    }
    guard (200..<300).contains(status) else { return refusedPage(isHeard) }
    if let fault = crossing { return .error(name, fault.sentence, advice: fault.advice) }
    if heard.hasUpdate || !isTaken {
      return .ok(
        name, "une page écoute avec son cookie, à \(place)",
        "a page listens with its cookie, at \(place)")
    }
    guard isHeard else { return nil }
    return .error(
      name,
      Words(
        "à \(place) le flux s’ouvre, et n’apporte pas la nouvelle",
        "at \(place) the stream opens, and does not bring the update"),
      advice: Words(
        "le serveur web le retient (nginx : proxy_buffering off), ou mène à un autre hub",
        "the web server holds it back (nginx: proxy_buffering off), or leads to another hub"))
  }

  private func refusedPage(_ isHeard: Bool) -> Finding? {
    // The same key was refused by the same hub already.
    guard isHeard || hub.page.url != hub.address.url else { return nil }
    let told: Told =
      Self.isRefusal(status)
      ? (
        Words(
          "à \(hub.page.url) le hub répond \(status) au cookie d’une page",
          "at \(hub.page.url) the hub answers \(status) to a page's cookie"),
        Words(
          "le serveur web doit passer les cookies au hub ; vérifiez la clé d’abonné",
          "the web server must hand cookies on to the hub; check the subscriber key")
      ) : told(hub.page)
    return .error("hub.page", told.sentence, advice: told.advice)
  }

  /// What a browser would refuse to a page of another origin (Fetch, CORS protocol).
  private var crossing: Told? {
    guard let origin, let place = try? ParsedURL(hub.page.url), let own = try? ParsedURL(origin),
      (place.scheme, place.host, place.port) != (own.scheme, own.host, own.port),
      heard.allowedOrigin != origin || !heard.allowsCookies
    else { return nil }
    return (
      Words(
        "le hub n’ouvre pas ses flux aux pages de \(origin)",
        "the hub does not open its streams to pages of \(origin)"),
      Words(
        "ajoutez-les à « hub.origins », ou cors_origins d’un autre hub",
        "add them to “hub.origins”, or to cors_origins of another hub")
    )
  }

  private func refused(_ name: String, _ failure: TransferFailure, _ peer: String) -> Finding {
    let why = ServerFault.sentence(failure, of: peer)
    return .error(
      name, Words("hub : \(why.french)", "hub: \(why.english)"),
      advice: ServerFault.advice(failure))
  }

  private static func isRefusal(_ status: Int) -> Bool { status == 401 || status == 403 }
}

extension HubAnswer {
  private func told(_ refusal: RefusalCause, _ right: MercureTokens.Right) -> Told {
    switch refusal {
    case .key: differs(right)
    case .exchanged:
      (
        said("les deux clés sont échangées", "the two keys are exchanged"),
        Words(
          "échangez les fichiers hub-publish.key et hub-subscribe.key",
          "exchange the files hub-publish.key and hub-subscribe.key")
      )
    case .clock:
      (
        said("son horloge n’est pas la nôtre", "its clock is not ours"),
        Words("réglez l’heure des deux machines (NTP)", "set both machines' clocks (NTP)")
      )
    case .version(let version):
      (
        said(
          "il parle l’autre version du protocole", "it speaks the other version of the protocol"),
        Words(
          "mettez protocol=\(version.rawValue) dans « realtime »",
          "put protocol=\(version.rawValue) into “realtime”")
      )
    }
  }

  private func differs(_ right: MercureTokens.Right) -> Told {
    let isPublisher = right == .publish
    let setting = "MERCURE_\(isPublisher ? "PUBLISHER" : "SUBSCRIBER")_JWT_KEY"
    let file = isPublisher ? "hub-publish.key" : "hub-subscribe.key"
    return (
      said(
        "la clé \(isPublisher ? "de publication" : "d’abonné") n’est pas la sienne",
        "the \(isPublisher ? "publisher" : "subscriber") key differs"),
      Words(
        "mettez dans \(file) celle du hub (\(setting))",
        "put the hub's into \(file) (\(setting))")
    )
  }

  private func said(_ french: String, _ english: String) -> Words {
    Words("le hub répond \(status) : \(french)", "the hub answered \(status): \(english)")
  }

  /// A status that says nothing of tokens.
  private func told(_ address: MercureAddress) -> Told {
    switch status {
    case 404, 405, 410, 501:
      (
        Words(
          "le serveur répond \(status) : il n’y a pas de hub en \(address.url)",
          "the server answered \(status): there is no hub at \(address.url)"),
        Words(
          "corrigez le chemin : /.well-known/mercure d’ordinaire",
          "correct the path: usually /.well-known/mercure")
      )
    case 300..<400:
      (
        said(
          "il renvoie ailleurs, et nous n’y allons pas", "it sends us elsewhere, where we do not go"
        ),
        Words("nommez l’adresse finale", "name the final address")
      )
    default:
      (
        said("il n’en veut pas pour l’instant", "it does not want it just now"),
        Words("lisez le journal du hub", "read the hub's log")
      )
    }
  }
}
