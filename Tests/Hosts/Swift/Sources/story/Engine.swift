// SPDX-License-Identifier: MIT
import CMatines

/// Time that stands still until it is moved, so that nothing waits.
final class HandClock {
  var now: Int64 = 1_790_000_000_000
  var boot: Int64 = 1_000_000
  private(set) var released = 0

  func advance(seconds: Int64) {
    now += seconds * 1_000
    boot += seconds * 1_000
  }

  /// The library keeps a reference until it releases the port.
  var table: matines_clock {
    matines_clock(
      size: UInt32(MemoryLayout<matines_clock>.size), reserved: 0,
      context: Unmanaged.passRetained(self).toOpaque(),
      now_ms: { context in HandClock.at(context)?.now ?? 0 },
      boot_ms: { context in HandClock.at(context)?.boot ?? 0 },
      release: { context in
        guard let context else { return }
        let clock = Unmanaged<HandClock>.fromOpaque(context)
        clock.takeUnretainedValue().released += 1
        clock.release()
      })
  }

  private static func at(_ context: UnsafeMutableRawPointer?) -> HandClock? {
    context.map { Unmanaged<HandClock>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// What a Swift host would write around the header: sizes set, documents freed.
struct Engine {
  let handle: OpaquePointer

  init?(_ document: String) {
    var opened: OpaquePointer?
    guard matines_open(document, &opened) == MATINES_OK, let opened else { return nil }
    handle = opened
  }

  func emit(_ event: String, id: String, _ document: String) -> (matines_status, matines_receipt) {
    var receipt = matines_receipt()
    receipt.size = UInt32(MemoryLayout<matines_receipt>.size)
    return (matines_emit(handle, event, id, document, &receipt), receipt)
  }

  func work() -> matines_work_report {
    var report = matines_work_report()
    report.size = UInt32(MemoryLayout<matines_work_report>.size)
    _ = matines_work(handle, 0, &report)
    return report
  }

  func counts(of user: String) -> matines_counts {
    var counts = matines_counts()
    counts.size = UInt32(MemoryLayout<matines_counts>.size)
    _ = matines_inbox_counts(handle, user, &counts)
    return counts
  }

  func presence(of user: String) -> matines_presence {
    var presence = MATINES_OFFLINE
    _ = matines_presence_check(handle, user, &presence)
    return presence
  }

  func explain(_ notification: String, to user: String) -> String {
    var text: UnsafeMutablePointer<CChar>?
    guard matines_explain(handle, user, notification, "en", &text) == MATINES_OK, let text else {
      return ""
    }
    defer { matines_free(text) }
    return String(cString: text)
  }

  func close() { matines_close(handle) }
}

extension matines_receipt {
  var id: String {
    withUnsafeBytes(of: notification_id) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
