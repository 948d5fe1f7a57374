// SPDX-License-Identifier: MIT
import Glibc
import MatinesDomain

/// Room, and the right to write, where the library writes.
struct DiskCheck: Check {
  private static let name = "disk"
  /// A log may grow to 16 MiB before it is moved.
  private static let least: UInt64 = 32 << 20
  private static let comfortable: UInt64 = 256 << 20

  func findings(_ patient: Patient) -> [Finding] {
    places(patient).compactMap { look(at: $0) }
  }

  /// Folders on different disks.
  private func places(_ patient: Patient) -> [String] {
    var folders: [String] = []
    if let path = patient.storePath { folders.append(Folder.place(of: path).folder) }
    if let path = patient.document.hub?.journal { folders.append(Folder.place(of: path).folder) }
    for dsn in [patient.document.mailer, patient.document.sms] {
      if let dsn, dsn.scheme == "spool" { folders.append(dsn.path) }
    }
    var disks: Set<UInt64> = []
    return folders.filter { folder in
      var status = stat()
      return stat(folder, &status) == 0 && disks.insert(UInt64(status.st_dev)).inserted
    }
  }

  private func look(at folder: String) -> Finding? {
    var disk = statvfs()
    guard statvfs(folder, &disk) == 0 else { return nil }
    if disk.f_flag & UInt(ST_RDONLY) != 0 {
      return .error(
        Self.name,
        Words("le disque de \(folder) est en lecture seule", "the disk of \(folder) is read-only"),
        advice: Words(
          "remontez-le en écriture, ou mettez la base ailleurs",
          "mount it for writing, or put the store elsewhere"))
    }
    let free = UInt64(disk.f_bavail) &* UInt64(disk.f_frsize)
    let room = "\(free >> 20)\u{00A0}"
    let sentence = Words(
      "il reste \(room)Mio sur le disque de \(folder)",
      "\(room)MiB are left on the disk of \(folder)")
    let advice = Words(
      "libérez de la place : un disque plein refuse les événements",
      "make room: a full disk refuses events")
    if free < Self.least { return .error(Self.name, sentence, advice: advice) }
    if free < Self.comfortable { return .warning(Self.name, sentence, advice: advice) }
    return Finding(check: Self.name, level: .ok, sentence: sentence, advice: nil)
  }
}
