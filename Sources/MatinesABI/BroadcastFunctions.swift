// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

@c @implementation
public func matines_broadcast_progress(
  _ engine: OpaquePointer?, _ notification_id: UnsafePointer<CChar>?,
  _ progress_json: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> matines_status {
  progress_json?.pointee = nil
  return boundary(engine, .reading) { engine in
    let output = try required(progress_json, "progress_json")
    let progress = try engine.assembly.store.progress(of: notification(notification_id))
    try give(ProgressDocument.write(progress), to: output)
  }
}

@c @implementation
public func matines_notification_cancel(
  _ engine: OpaquePointer?, _ notification_id: UnsafePointer<CChar>?
) -> matines_status {
  boundary(engine) { engine in
    try engine.assembly.store.cancel(
      notification(notification_id), now: engine.ports.clock.now())
  }
}

private func notification(_ pointer: UnsafePointer<CChar>?) throws -> NotificationID {
  try NotificationID(text(pointer, "notification_id", limit: 64))
}
