// SPDX-License-Identifier: MIT
import Glibc
import MatinesApplication
import MatinesDomain

/// The store: its place, its rights, that it opens, that it is whole, and what a power cut costs.
struct StoreCheck: Check {
  private static let name = "store"
  /// Of reading all pages.
  private static let reading = Instant.Span.seconds(3)

  func findings(_ patient: Patient) -> [Finding] {
    guard let path = patient.storePath else { return other(patient) }
    if let finding = openFolder(path) { return [finding] }
    do throws(StoreFailure) {
      let file = try StoreFile(path, making: false)
      guard file.exists else { return [absent(path)] }
      let store = try StoreInspection(file)
      guard store.isMade else { return [absent(path)] }
      let whole = try integrity(store, path)
      patient.store = store
      return [
        .ok(Self.name, "la base \(path) s’ouvre", "the store \(path) opens"), whole,
        durability(patient.document),
      ]
    } catch {
      return [refusal(error, path)]
    }
  }

  private func other(_ patient: Patient) -> [Finding] {
    guard !patient.isFaulty(Self.name) else { return [] }
    do throws(OpenFailure) {
      let store = patient.document.store
      _ = try Registry.maker(Self.name, store.scheme, in: Registry.stores)
      return [
        .ok(
          Self.name, "la base est en mémoire : tout s’oublie avec le processus",
          "the store is in memory: all is forgotten with the process")
      ]
    } catch {
      return [
        .error(
          Self.name, Words(error),
          advice: Words("choisissez sqlite:FICHIER", "choose sqlite:FILE"))
      ]
    }
  }

  private func openFolder(_ path: String) -> Finding? {
    let folder = Folder.place(of: path).folder
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & 0o002 != 0 else { return nil }
    return .error(
      Self.name,
      Words(
        "d’autres peuvent écrire dans le dossier de la base, \(folder) : elle est refusée",
        "others may write in the store's folder, \(folder): it is refused"),
      advice: Words("chmod o-w \(folder)"))
  }

  /// A path from the wrong folder looks just like this.
  private func absent(_ path: String) -> Finding {
    .warning(
      Self.name,
      Words("il n’y a pas encore de base en \(path)", "there is no store at \(path) yet"),
      advice: Words(
        "elle sera créée à la première ouverture ; vérifiez le chemin, qui part du dossier courant",
        "it is made when it is first opened; check the path, which starts from the current folder"
      ))
  }

  private func integrity(
    _ store: StoreInspection, _ path: String
  ) throws(StoreFailure) -> Finding {
    switch try store.integrity(within: Self.reading) {
    case .whole: .ok("store.integrity", "la base est entière", "the store is whole")
    case .unfinished:
      .ok(
        "store.integrity", "la base est trop grande pour être lue entière ici",
        "the store is too large to be read whole here")
    case .broken:
      .error(
        "store.integrity", Words("la base \(path) est abîmée", "the store \(path) is damaged"),
        advice: Words(
          "arrêtez ce qui y écrit, gardez une copie, reprenez une sauvegarde",
          "stop whatever writes to it, keep a copy, and take a backup"))
    }
  }

  private func durability(_ document: EngineDocument) -> Finding {
    document.store["survive_power_loss"] == "no"
      ? .ok(
        "store.durability",
        "comme demandé, une coupure de courant peut perdre les derniers événements acceptés",
        "as asked for, a power cut may lose the last events that were accepted")
      : .ok(
        "store.durability", "ce qui est accepté survit à une coupure de courant",
        "what is accepted survives a power cut")
  }

  private func refusal(_ failure: StoreFailure, _ path: String) -> Finding {
    if case .busy = failure {
      return .warning(
        Self.name,
        Words(
          "la base \(path) est restée verrouillée une seconde",
          "the store \(path) was locked for a second"),
        advice: Words(
          "recommencez ; sinon cherchez qui la tient", "try again; else see who holds it")
      )
    }
    let why = OpenFailure.store(failure).words
    return .error(
      Self.name, Words("la base ne s’ouvre pas : \(why)", "the store does not open: \(why)"),
      advice: advice(failure))
  }

  private func advice(_ failure: StoreFailure) -> Words {
    switch failure {
    case .permission:
      Words(
        "lancez tout sous le compte propriétaire du fichier, mode 0600, dans un dossier à lui",
        "run everything as the owner of the file, mode 0600, in a folder of its own")
    case .version:
      Words(
        "installez la version de Matines qui a écrit cette base",
        "install the release of Matines that wrote this store")
    case .full: Words("libérez de la place", "make room")
    case .damaged:
      Words(
        "nommez un fichier de Matines, ou reprenez une sauvegarde",
        "name a file of Matines, or take a backup")
    default: Words("vérifiez le chemin et ses droits", "check the path and its rights")
    }
  }
}
