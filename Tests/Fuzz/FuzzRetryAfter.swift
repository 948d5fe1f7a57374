// SPDX-License-Identifier: MIT

/// Whatever the header says: at most a day, and never before now.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRetryAfter(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  for now in [Int64.min, 0, 784_111_777_000, 4_102_444_800_000, .max] {
    guard let wait = RetryAfter.parse(text, now: Instant(milliseconds: now)) else { continue }
    precondition((0...86_400_000).contains(wait.milliseconds), "span")
  }
  return 0
}
