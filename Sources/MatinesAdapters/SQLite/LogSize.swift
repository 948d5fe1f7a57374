// SPDX-License-Identifier: MIT
import CSQLite

/// How many pages of the write-ahead log wait to be moved into the database, as far as this
/// connection's own commits have told it.
final class LogSize {
  private var frames: Int64 = 0
  private var moved: Int64 = 0

  /// A checkpoint starts here at the latest, whoever writes: 16 MiB.
  static let ceiling: Int64 = 16 << 20 / 2_072
  /// Below this a checkpoint is not worth its two syncs.
  static let worthwhile: Int64 = 1_000

  func install(on connection: OpaquePointer) {
    sqlite3_wal_hook(
      connection,
      { context, _, _, frames in
        guard let context else { return SQLITE_OK }
        Unmanaged<LogSize>.fromOpaque(context)
          ._withUnsafeGuaranteedRef { $0.committed(Int64(frames)) }
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  /// A log that is shorter than what was moved has begun again.
  var waiting: Int64 { frames >= moved ? frames - moved : frames }

  private func committed(_ frames: Int64) {
    if frames < self.frames { moved = 0 }
    self.frames = frames
  }

  func checkpointed(frames: Int64, moved: Int64) {
    guard frames >= 0, moved >= 0 else { return }
    self.frames = frames
    self.moved = moved
  }
}

extension Connection {
  /// Moves what no reader needs any more, and waits for nobody. A checkpoint that meets another
  /// one does nothing; that is no failure.
  func checkpoint(above limit: Int64) {
    guard let handle, log.waiting >= limit else { return }
    var frames: Int32 = -1
    var moved: Int32 = -1
    sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, &frames, &moved)
    log.checkpointed(frames: Int64(frames), moved: Int64(moved))
  }
}
