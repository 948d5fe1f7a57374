// SPDX-License-Identifier: MIT
import Glibc

/// What stands between the library and a file or a folder, seen without opening it.
struct FileRights {
  let path: String
  private let status: stat?

  init(_ path: String) {
    self.path = path
    var found = stat()
    status = lstat(path, &found) == 0 ? found : nil
  }

  var exists: Bool { status != nil }
  var isFolder: Bool { kind == mode_t(S_IFDIR) }
  var mode: mode_t { (status?.st_mode ?? 0) & 0o7777 }
  private var kind: mode_t { (status?.st_mode ?? 0) & mode_t(S_IFMT) }

  /// `0644`
  var modeText: String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Why a private file is refused, and what to do; nil where it is as it must be.
  var privateFault: (sentence: Words, advice: Words)? {
    guard let status else {
      return (
        Words("\(path) n’existe pas", "\(path) does not exist"),
        Words("mettez-y la clé, mode 0600", "put the key there, mode 0600")
      )
    }
    guard kind == mode_t(S_IFREG) else {
      return (
        Words("\(path) n’est pas un fichier ordinaire", "\(path) is not a regular file"),
        Words("mettez-y le fichier lui-même", "put the file itself there")
      )
    }
    if let fault = foreign(status) { return fault }
    guard mode & 0o077 != 0 else { return nil }
    return (
      Words(
        "\(path) a le mode \(modeText) : d’autres peuvent lire cette clé",
        "\(path) has mode \(modeText): others can read this key"),
      Words("chmod 0600 \(path)")
    )
  }

  /// Why nothing can be put into a folder; nil where it can, or where it would be made.
  var folderFault: (sentence: Words, advice: Words)? {
    guard let status else { return parentFault }
    guard isFolder else {
      return (
        Words("\(path) n’est pas un dossier", "\(path) is not a folder"),
        Words("nommez un dossier", "name a folder")
      )
    }
    if let fault = foreign(status) { return fault }
    if mode & 0o022 != 0 {
      return (
        Words(
          "d’autres peuvent écrire dans \(path) (mode \(modeText)) : le dossier est refusé",
          "others may write in \(path) (mode \(modeText)): the folder is refused"),
        Words("chmod go-w \(path)")
      )
    }
    return access(path, W_OK | X_OK) == 0 ? nil : Self.unwritable(path)
  }

  private var parentFault: (sentence: Words, advice: Words)? {
    let parent = Folder.place(of: path).folder
    return access(parent, W_OK | X_OK) == 0 ? nil : Self.unwritable(parent)
  }

  private static func unwritable(_ path: String) -> (sentence: Words, advice: Words) {
    let why = SystemFault.last.words
    return (
      Words("on ne peut pas écrire dans \(path) : \(why)", "\(path) cannot be written to: \(why)"),
      Words(
        "créez le dossier, au compte qui envoie", "make the folder, owned by whoever sends")
    )
  }

  private func foreign(_ status: stat) -> (sentence: Words, advice: Words)? {
    guard status.st_uid != geteuid(), !(isFolder && status.st_uid == 0) else { return nil }
    return (
      Words(
        "\(path) appartient au compte \(status.st_uid), et ceci tourne sous \(geteuid())",
        "\(path) belongs to user \(status.st_uid), and this runs as \(geteuid())"),
      Words(
        "lancez tout sous un seul compte, propriétaire des fichiers",
        "run everything as one user, who owns the files")
    )
  }
}
