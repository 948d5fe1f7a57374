// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain
import Testing

@testable import MatinesAdapters

struct `A folder of templates` {
  private let place = TemporaryFolder()

  private func write(_ path: String, _ text: String) {
    let parts = path.split(separator: "/").dropLast()
    for count in parts.indices {
      mkdir(place.path + "/" + parts[...count].joined(separator: "/"), 0o755)
    }
    place.write(path, text)
  }

  private func paths() throws -> [String] { try TemplateFolder(place.path).read().map(\.path) }

  private func refusal() -> String {
    switch Result(catching: { () throws(OpenFailure) in try TemplateFolder(place.path).read() }) {
    case .failure(.configuration(let invalid)): invalid.description
    case let other: "\(other)"
    }
  }

  @Test func `gives the files that have a meaning, in order`() throws {
    for path in [
      "t/email.fr.text", "t/a.fr.text", "partials/p.html", "messages.fr.json",
      "emails/notifications/t.fr.html", "emails/notifications/t.fr.html.twig", "base.html.twig",
      "emails/old/t.fr.html", "t/deeper/x.fr.text", "README", "t/notes.md", ".git/config",
      "t/.email.fr.text.swp", "t/email.fr.text~", "t/email.fr.text.orig",
    ] { write(path, "x") }
    #expect(
      try paths() == [
        "emails/notifications/t.fr.html", "messages.fr.json", "partials/p.html", "t/a.fr.text",
        "t/email.fr.text",
      ])
  }

  @Test func `that is not there is refused`() throws {
    let failure = #expect(throws: OpenFailure.self) {
      try TemplateFolder("\(place.path)/none").read()
    }
    #expect(failure?.words.contains("/none: no such file or directory") == true)
    place.write("file", "x")
    let other = #expect(throws: OpenFailure.self) {
      try TemplateFolder("\(place.path)/file").read()
    }
    #expect(other?.words.contains("/file: not a directory") == true)
  }

  @Test func `with a file that is not UTF-8 is refused`() throws {
    for path in ["t/email.fr.html", "messages.fr.json"] {
      write(path, "Ete a Nimes")
      place.overwrite(path, [0xC9])
      let failure = #expect(throws: OpenFailure.self) {
        try TemplateShelf.set(of: TemplateFolder(place.path).read())
      }
      #expect(failure?.words == "templates: \(path): not UTF-8")
      unlink("\(place.path)/\(path)")
    }
  }

  @Test func `leads nowhere else`() throws {
    write("t/email.fr.text", "x")
    symlink("/etc/passwd", place.path + "/t/email.en.text")
    #expect(refusal() == "templates: t/email.en.text: is a symbolic link")
    unlink(place.path + "/t/email.en.text")
    symlink("/etc", place.path + "/u")
    #expect(refusal() == "templates: u: is a symbolic link")
    unlink(place.path + "/u")
    mkfifo(place.path + "/t/sms.fr.text", 0o600)
    #expect(refusal() == "templates: t/sms.fr.text: not a regular file")
  }

  @Test func `is bounded`() throws {
    write("t/email.fr.text", String(repeating: "x", count: TemplateFolder.fileLimit))
    #expect(try paths().count == 1)
    write("t/email.fr.text", String(repeating: "x", count: TemplateFolder.fileLimit + 1))
    #expect(refusal() == "templates: t/email.fr.text: more than 262144 octets")
    let large = String(repeating: "x", count: TemplateFolder.fileLimit)
    for count in 0...64 { write("t/c\(count).fr.text", count == 64 ? "x" : large) }
    write("t/email.fr.text", "")
    #expect(refusal().hasSuffix("more than 16777216 octets in all"))
    for count in 0...64 { write("t/c\(count).fr.text", "") }
    for count in 0..<2_000 { write("t/d\(count).fr.text", "") }
    #expect(refusal() == "templates: t: more than 2000 files")
  }

  /// Words while a transaction is open: neither the disk nor the log may be asked for them.
  @Test func `has a snapshot that looks at no file and tells nobody of gaps`() throws {
    let clock = ManualClock()
    write("t/sms.fr.text", "one {{gap}}")
    let folder = TemplateFolder(place.path)
    var scene = TemplateScene()
    scene.sets = FollowedTemplates(
      folder, try TemplateShelf.set(of: folder.read()), clock: clock, log: scene.log)
    let renderer = scene.renderer()
    let snapshot = try #require(renderer.snapshot)
    write("t/sms.fr.text", "two! {{gap}}")
    clock.advance(.seconds(1))
    let request = try scene.request(TemplateName("t"), .promotedToMinister, .sms)
    #expect(try snapshot.render(request).text == "one")
    #expect(scene.log.take().entries.isEmpty)
    #expect(try renderer.snapshot?.render(request).text == "one")
    #expect(try renderer.render(request).text == "two!")
    #expect(try renderer.snapshot?.render(request).text == "two!")
    #expect(scene.log.take().entries.count == 2)
  }

  @Test func `is followed: what is good counts from the next second on, what is broken does not`()
    throws
  {
    let clock = ManualClock()
    let log = KeptLog(clock: clock)
    write("t/push.fr.title", "one")
    let folder = TemplateFolder(place.path)
    let followed = FollowedTemplates(
      folder, try TemplateShelf.set(of: folder.read()), clock: clock, log: log)
    var scene = TemplateScene()
    scene.sets = followed
    #expect(try scene.render(.webpush).title == "one")
    write("t/push.fr.title", "two!")
    #expect(try scene.render(.webpush).title == "one")
    clock.advance(.seconds(1))
    #expect(try scene.render(.webpush).title == "two!")
    write("t/push.fr.title", "{{broken")
    for _ in 0..<3 {
      clock.advance(.seconds(1))
      #expect(try scene.render(.webpush).title == "two!")
    }
    rename(place.path + "/t", place.path + "/u")
    clock.advance(.seconds(1))
    #expect(try scene.render(.webpush).title == "two!")
    let lines = log.take().entries.map { "\($0.level) \($0.message)" }
    #expect(
      lines == [
        "notice templates \(place.path): changed, and in force from now on",
        "alarm templates: t/push.fr.title: line 1, column 1: a tag that does not end; "
          + "the templates before stay in force",
        "alarm templates: u/push.fr.title: line 1, column 1: a tag that does not end; "
          + "the templates before stay in force",
      ])
  }
}
