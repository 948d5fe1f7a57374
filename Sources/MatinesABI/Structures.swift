// SPDX-License-Identifier: MIT
import CMatines
import CSystem
import Glibc

/// Structures start with their size, set by the caller: what does not fit there is not written, and
/// what a newer caller has beyond ours is zero.
enum Structures {
  private static let largest = 4_096

  /// Whatever happens next, nothing of an earlier call is left to be read.
  static func clear<Value>(_ output: UnsafeMutablePointer<Value>?) {
    guard let output else { return }
    let size = Int(UnsafeRawPointer(output).loadUnaligned(as: UInt32.self))
    if size >= MemoryLayout<Value>.size, size <= largest { zero(output, size) }
  }

  /// Checks before anything is done, so that a wrong size changes nothing. NULL is allowed.
  static func check<Value>(_ output: UnsafeMutablePointer<Value>?, _ name: String) throws {
    guard let output else { return }
    let size = Int(UnsafeRawPointer(output).loadUnaligned(as: UInt32.self))
    guard size >= MemoryLayout<Value>.size, size <= largest else {
      throw Refusal(MATINES_EVERSION, "\(name).size: not the size of a version of this structure")
    }
  }

  static func write<Value>(_ value: Value, to output: UnsafeMutablePointer<Value>?) {
    guard let output else { return }
    let size = UnsafeRawPointer(output).loadUnaligned(as: UInt32.self)
    output.pointee = value
    UnsafeMutableRawPointer(output).storeBytes(of: size, as: UInt32.self)
  }

  /// A table of host functions, copied.
  static func read<Value>(_ input: UnsafePointer<Value>?, _ name: String) throws -> Value {
    guard let input else { throw Refusal(MATINES_ENULL, "\(name): NULL") }
    let size = Int(UnsafeRawPointer(input).loadUnaligned(as: UInt32.self))
    guard size >= MemoryLayout<Value>.size, size <= largest else {
      throw Refusal(MATINES_EVERSION, "\(name).size: not the size of a version of this structure")
    }
    return input.pointee
  }

  private static func zero<Value>(_ output: UnsafeMutablePointer<Value>, _ size: Int) {
    let header = MemoryLayout<UInt32>.size
    memset(UnsafeMutableRawPointer(output) + header, 0, size - header)
  }
}
