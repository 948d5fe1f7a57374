// SPDX-License-Identifier: MIT
import CICU

/// Writes numbers in one way, for one thread at a time.
final class ICUNumbers {
  private let numbers: UnsafeMutableRawPointer
  /// The number written last.
  let number: UnsafeMutableRawPointer

  /// `skeleton`: ICU's words for the form.
  init?(skeleton: String, locale: String) {
    let units = Array(skeleton.utf16)
    guard let numbers = matines_icu_numbers_open(units, Int32(clamping: units.count), locale)
    else { return nil }
    guard let number = matines_icu_number_open() else {
      matines_icu_numbers_close(numbers)
      return nil
    }
    self.numbers = numbers
    self.number = number
  }

  deinit {
    matines_icu_number_close(number)
    matines_icu_numbers_close(numbers)
  }

  func set(_ written: WrittenNumber) -> Bool {
    matines_icu_number_set(number, numbers, written.text, Int32(clamping: written.text.utf8.count))
      != 0
  }

  func text(_ written: WrittenNumber) -> String? {
    guard set(written) else { return nil }
    return ICUText.read(limit: 256) { matines_icu_number(number, $0, $1) }
  }
}

/// What ICU writes, in UTF-16.
enum ICUText {
  static func read(
    limit: Int, _ write: (UnsafeMutablePointer<UInt16>, Int32) -> Int32
  ) -> String? {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: limit) { units in
      guard let start = units.baseAddress else { return nil }
      let length = write(start, Int32(clamping: limit))
      guard length >= 0 else { return nil }
      // Ten times as fast as Swift's own way.
      return String(unsafeUninitializedCapacity: 3 * Int(length)) { octets in
        octets.withMemoryRebound(to: CChar.self) { octets in
          Int(max(0, matines_icu_utf8(octets.baseAddress, Int32(octets.count), start, length)))
        }
      }
    }
  }
}
