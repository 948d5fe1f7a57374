// SPDX-License-Identifier: MIT
import MatinesDomain

/// The host names that must go together: of the pages, of the hub as browsers find it, of the
/// cookie that leads from one to the other, and of whom push services write to.
struct SitesCheck: Check {
  private static let name = "sites"

  func findings(_ patient: Patient) -> [Finding] {
    let document = patient.document
    guard let origin = document.origin, let site = try? ParsedURL(origin) else {
      return patient.isFaulty("origin") ? [] : missing(document)
    }
    return hub(site, origin, document) + push(site, document)
  }

  private func missing(_ document: EngineDocument) -> [Finding] {
    guard document.realtime != nil || document.mailer != nil || document.webpush != nil else {
      return []
    }
    return [
      .warning(
        Self.name,
        Words(
          "« origin » manque : les messages n’ont pas de lien, et rien ne se compare",
          "“origin” is missing: messages carry no link, and nothing can be compared"),
        advice: Words(
          "donnez celle du site : \"origin\": \"https://bo.exemple.fr\"",
          "give that of the site: \"origin\": \"https://bo.example.org\""))
    ]
  }

  private func hub(_ site: ParsedURL, _ origin: String, _ document: EngineDocument) -> [Finding] {
    guard let dsn = document.realtime, dsn.scheme.hasPrefix("mercure"),
      let hub = try? MercureHub(dsn: dsn, origin: origin)
    else { return [] }
    let (own, place) = (site.host.lowercased(), hub.page.host.lowercased())
    if Loopback.isHost(place), !Loopback.isHost(own) { return [unreachable(hub, origin)] }
    if let domain = hub.cookieDomain, !Self.isWithin(own, domain) {
      return [outside(domain, own)]
    }
    if own != place, hub.cookieDomain == nil { return [apart(own, place, origin)] }
    return [
      .ok(
        Self.name, "les pages de \(own) et le hub \(place) vont ensemble",
        "the pages of \(own) and the hub \(place) go together")
    ]
  }

  private func unreachable(_ hub: MercureHub, _ origin: String) -> Finding {
    .error(
      Self.name,
      Words(
        "les navigateurs chercheraient le hub sur leur propre machine (\(hub.page.url))",
        "browsers would look for the hub on their own machine (\(hub.page.url))"),
      advice: Words(
        "publiez-le par le serveur web du site : public=\(origin)\(MercureAddress.usualPath)",
        "let the site's web server show it: public=\(origin)\(MercureAddress.usualPath)"))
  }

  /// A browser refuses a cookie for a domain that its page is not of (RFC 6265, 5.3).
  private func outside(_ domain: String, _ own: String) -> Finding {
    .error(
      Self.name,
      Words(
        "les pages de \(own) ne peuvent poser de cookie pour \(domain)",
        "pages of \(own) cannot set a cookie for \(domain)"),
      advice: Words(
        "cookie_domain= est un domaine commun aux pages et au hub",
        "cookie_domain= is a domain that pages and hub have in common"))
  }

  private func apart(_ own: String, _ place: String, _ origin: String) -> Finding {
    let common = Self.common(own, place)
    let usual = Words(
      "publiez le hub sous l’hôte des pages : public=\(origin)\(MercureAddress.usualPath)",
      "show the hub under the host of the pages: public=\(origin)\(MercureAddress.usualPath)")
    return .error(
      Self.name,
      Words(
        "le cookie que posent les pages de \(own) n’ira pas au hub, qui est \(place)",
        "the cookie that pages of \(own) set never goes to the hub, which is \(place)"),
      advice: common.map {
        Words(
          "ajoutez cookie_domain=\($0), ou \(usual.french)",
          "add cookie_domain=\($0), or \(usual.english)")
      } ?? usual)
  }

  private func push(_ site: ParsedURL, _ document: EngineDocument) -> [Finding] {
    guard case .service(let settings) = document.webpush else { return [] }
    let text = settings.subject
    let host =
      text.hasPrefix("mailto:")
      ? text.split(separator: "@").last.map(String.init) : (try? ParsedURL(text))?.host
    guard let host, Self.common(host.lowercased(), site.host.lowercased()) == nil else { return [] }
    return [
      .ok(
        Self.name, "les services de push écriront à \(host), hors du site \(site.host)",
        "push services will write to \(host), which is not of the site \(site.host)")
    ]
  }

  private static func isWithin(_ host: String, _ domain: String) -> Bool {
    host == domain || host.hasSuffix("." + domain)
  }

  /// What two names have in common at their end, if it is two labels or more: one is nobody's.
  private static func common(_ one: String, _ other: String) -> String? {
    let pairs = zip(one.split(separator: ".").reversed(), other.split(separator: ".").reversed())
    let labels = pairs.prefix { $0 == $1 }.map { String($0.0) }
    guard labels.count >= 2, labels.last?.isEmpty == false, !Loopback.isHost(one) else {
      return nil
    }
    return labels.reversed().joined(separator: ".")
  }
}
