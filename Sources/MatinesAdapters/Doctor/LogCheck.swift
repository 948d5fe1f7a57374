// SPDX-License-Identifier: MIT
import Glibc

/// The write-ahead log of the store: it grows without end where nobody moves it.
struct LogCheck: Check {
  private static let name = "store.log"
  /// Whoever writes moves it from here on, unless a reader is in the way.
  private static let ceiling: Int64 = 16 << 20
  /// So far it goes only behind a reader that never ends.
  private static let extreme: Int64 = 64 << 20

  func findings(_ patient: Patient) -> [Finding] {
    guard patient.store != nil, let path = patient.storePath else { return [] }
    // Never opened: that would drop the locks of this process.
    let size = FileIdentity(path + "-wal")?.size ?? 0
    let shown = "\(size >> 20)\u{00A0}"
    guard size > Self.ceiling else {
      return [.ok(Self.name, "le journal est court", "the write-ahead log is short")]
    }
    if !patient.isWorkedOn() {
      return [
        .warning(
          Self.name,
          Words(
            "le journal (\(path)-wal) fait \(shown)Mio : aucun worker ne tourne pour le ranger",
            "the write-ahead log (\(path)-wal) has \(shown)MiB: no worker runs that moves it"),
          advice: Words(
            "lancez « matines work » ; s’il reste long, un lecteur tient la base ouverte",
            "run “matines work”; if it stays long, a reader holds the store open"))
      ]
    }
    guard size > Self.extreme else {
      return [
        .ok(
          Self.name, "le journal fait \(shown)Mio, et un worker le range",
          "the write-ahead log has \(shown)MiB, and a worker moves it")
      ]
    }
    return [
      .warning(
        Self.name,
        Words(
          "le journal (\(path)-wal) fait \(shown)Mio bien qu’un worker tourne",
          "the write-ahead log (\(path)-wal) has \(shown)MiB although a worker runs"),
        advice: Words(
          "une lecture ne finit pas : cherchez qui tient la base (lsof \(path))",
          "some reading does not end: see who holds the store (lsof \(path))"))
    ]
  }
}
