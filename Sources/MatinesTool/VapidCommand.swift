// SPDX-License-Identifier: MIT
import CMatines
import Glibc

/// `matines vapid generate FILE`: a key pair for Web Push. It needs no configuration.
struct VapidCommand {
  private let file: String
  private let language: Language

  init(_ arguments: Arguments, _ rest: [String], _ language: Language) throws(Failure) {
    try arguments.allow([], language)
    guard rest.count == 2, rest.first == "generate", let file = rest.last, !file.isEmpty else {
      throw .usage(
        language("vapid veut generate et un fichier", "vapid wants generate and a file"))
    }
    self.file = file
    self.language = language
  }

  /// The public key alone on standard output, for scripts; what to do with it only on a terminal.
  func run() throws(Failure) {
    var key = [CChar](repeating: 0, count: Int(MATINES_VAPID_KEY_SIZE))
    guard matines_vapid_generate(file, &key, key.count) == MATINES_OK else {
      throw .refused(Engine.lastMessage)
    }
    let terminal = Terminal()
    let octets = key.dropLast().map(UInt8.init(bitPattern:))
    try terminal.print(String(decoding: octets, as: UTF8.self))
    guard isatty(STDOUT_FILENO) == 1 else { return }
    let name = Terminal.clean(file)
    let setting = #""webpush": {"subject": "mailto:…", "keys": ["\#(name)"]}"#
    try terminal.print(
      language("Dans la configuration : \(setting)", "In the configuration: \(setting)"))
  }
}
