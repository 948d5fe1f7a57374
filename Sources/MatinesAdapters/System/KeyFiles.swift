// SPDX-License-Identifier: MIT
import CSystem
import Glibc
import MatinesDomain
import MatinesWire
import Synchronization

/// The folder of an engine's keys: one file per purpose, mode 0600, in a folder of mode 0700.
package final class KeyFiles: Sendable {
  package enum Purpose: String, CaseIterable, Sendable {
    case hubPublish = "hub-publish"
    case hubSubscribe = "hub-subscribe"
    case unsubscribe
    case presence
    case acknowledgement
    case identifiers
    case phone

    /// Hub keys are shared with the hub, hence made for a hub of our own only, and are whatever it
    /// was given.
    var comesFromHub: Bool { self == .hubPublish || self == .hubSubscribe }
    var fileName: String { rawValue + ".key" }
  }

  /// More than anybody keeps. Whoever invents tokens makes us read them all, each time.
  private static let formerKeys = 16
  private let path: String
  private let loaded = Mutex<[Purpose: Secret]>([:])

  package init(path: String) { self.path = path }

  /// The key of a purpose; a missing one is made with 32 random octets, except the hub's. Two
  /// purposes with the same octets are refused.
  package func key(_ purpose: Purpose) throws(InvalidValue) -> Secret {
    if let known = loaded.withLock({ $0[purpose] }) { return known }
    let found = try read(purpose)
    if let clash = adopt(found, as: purpose) { throw refusal(purpose.fileName, of: clash) }
    return found
  }

  /// A key that was read elsewhere is the purpose's; answers another purpose that has the same
  /// octets, and then it is not.
  func adopt(_ key: Secret, as purpose: Purpose) -> Purpose? {
    loaded.withLock { keys in
      let clash = Self.owner(of: key, in: keys, except: purpose)
      if clash == nil { keys[purpose] = key }
      return clash
    }
  }

  /// A hub key, for a hub of our own: it makes its keys as an engine makes all others.
  func made(_ purpose: Purpose) throws(InvalidValue) -> Secret {
    do throws(SystemFault) {
      try Folder(path).write(try Self.fresh(), to: purpose.fileName, replacing: false)
    } catch {
      guard error.number == EEXIST else { throw refusal(purpose.fileName, reason(error)) }
    }
    return try key(purpose)
  }

  /// The next asker reads the file again.
  func forget(_ purpose: Purpose) { loaded.withLock { $0[purpose] = nil } }

  /// Of the file of a purpose's key; nil when there is none.
  func identity(_ purpose: Purpose) -> FileIdentity? {
    FileIdentity("\(path)/\(purpose.fileName)")
  }

  private static func owner(
    of key: Secret, in keys: [Purpose: Secret], except purpose: Purpose
  ) -> Purpose? {
    keys.first { $0.key != purpose && $0.value.matches(key) }?.key
  }

  /// The key of a purpose and its former ones, `PURPOSE-old-*.key`, as they are on the disk now.
  package func accepted(_ purpose: Purpose) throws(InvalidValue) -> [Secret] {
    let (start, end) = (purpose.rawValue + "-old-", ".key")
    let names = try listed().filter {
      $0 == purpose.fileName || ($0.hasPrefix(start) && $0.hasSuffix(end))
    }
    guard names.count <= Self.formerKeys + 1 else {
      throw refusal("\(start)*\(end)", "more than \(Self.formerKeys) former keys")
    }
    var keys: [Secret] = []
    for name in names.sorted() {
      guard let key = try present(name) else { continue }
      let clash = loaded.withLock { Self.owner(of: key, in: $0, except: purpose) }
      if let clash { throw refusal(name, of: clash) }
      keys.append(key)
    }
    return keys
  }

  private func listed() throws(InvalidValue) -> [String] {
    do throws(SystemFault) {
      return try Folder(path, making: false).names()
    } catch {
      throw InvalidValue(path, .malformed(reason(error)))
    }
  }

  /// Nil when it was removed this very moment.
  private func present(_ name: String) throws(InvalidValue) -> Secret? {
    let octets: [UInt8]
    do throws(SystemFault) {
      octets = try Folder(path, making: false).readPrivate(name)
    } catch {
      guard error.number != ENOENT else { return nil }
      throw refusal(name, reason(error))
    }
    return try own(octets, file: name)
  }

  /// A key file anywhere, under the same rules; octets as they are, without the final line end.
  package static func hubKey(file: String) throws(InvalidValue) -> Secret {
    let (folder, name) = Folder.place(of: file)
    let octets: [UInt8]
    do throws(SystemFault) {
      octets = try Folder(folder, making: false).readPrivate(name)
    } catch {
      throw InvalidValue(file, .malformed(error.words))
    }
    return try secret(plain(octets), file)
  }

  private func read(_ purpose: Purpose) throws(InvalidValue) -> Secret {
    let octets: [UInt8]
    do throws(SystemFault) {
      octets = try text(of: purpose)
    } catch {
      throw refusal(
        purpose.fileName,
        purpose.comesFromHub && error.number == ENOENT
          ? "missing: put the hub's key there, mode 0600" : reason(error))
    }
    guard purpose.comesFromHub else { return try own(octets, file: purpose.fileName) }
    return try Self.secret(Self.plain(octets), "\(path)/\(purpose.fileName)")
  }

  private func own(_ octets: [UInt8], file: String) throws(InvalidValue) -> Secret {
    let line = String(decoding: Self.plain(octets), as: UTF8.self)
    guard let decoded = try? Base64URL.decode(line), decoded.count == 32,
      let secret = Secret(copying: decoded)
    else { throw refusal(file, "not 32 octets in base64url") }
    return secret
  }

  private func text(of purpose: Purpose) throws(SystemFault) -> [UInt8] {
    let folder = try Folder(path, making: !purpose.comesFromHub)
    do throws(SystemFault) {
      return try folder.readPrivate(purpose.fileName)
    } catch {
      guard error.number == ENOENT, !purpose.comesFromHub else { throw error }
    }
    do throws(SystemFault) {
      try folder.write(try Self.fresh(), to: purpose.fileName, replacing: false)
    } catch {
      // Another process was faster: its key counts.
      guard error.number == EEXIST else { throw error }
    }
    return try folder.readPrivate(purpose.fileName)
  }

  private static func fresh() throws(SystemFault) -> [UInt8] {
    var octets = [UInt8](repeating: 0, count: 32)
    guard getrandom(&octets, octets.count, 0) == octets.count else { throw .last }
    return Array(Base64URL.encode(octets).utf8) + [0x0A]
  }

  private static func plain(_ octets: [UInt8]) -> ArraySlice<UInt8> {
    var line = octets[...]
    while let last = line.last, last == 0x0A || last == 0x0D { line.removeLast() }
    return line
  }

  private static func secret(
    _ octets: ArraySlice<UInt8>, _ file: String
  ) throws(InvalidValue) -> Secret {
    guard octets.count >= 32, let secret = Secret(copying: octets) else {
      throw InvalidValue(file, .malformed("a key has at least 32 octets"))
    }
    return secret
  }

  private func reason(_ fault: SystemFault) -> String {
    fault.number == EACCES
      ? "must be ours alone: a folder of mode 0700, files of mode 0600" : fault.words
  }

  private func refusal(_ file: String, of clash: Purpose) -> InvalidValue {
    refusal(file, "has the same octets as \(clash.fileName)")
  }

  private func refusal(_ file: String, _ why: String) -> InvalidValue {
    InvalidValue("\(path)/\(file)", .malformed(why))
  }
}
