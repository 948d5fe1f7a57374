// SPDX-License-Identifier: MIT
import CCrypto
import Glibc
import MatinesApplication
import MatinesDomain

extension VAPIDKey {
  /// Makes a key pair in a new file, PKCS#8 in PEM, mode 0600, and answers the public key in
  /// base64url. A file that is there stays as it is: its browsers would be lost.
  package static func generate(file: String) throws(StoreFailure) -> String {
    var text = try freshText()
    defer { wipe(&text) }
    let (folder, name) = Folder.place(of: file)
    do throws(SystemFault) {
      try Folder(folder, making: false).write(text, to: name, replacing: false)
    } catch {
      throw failure(error, file)
    }
    do throws(InvalidValue) {
      return try VAPIDKey(file: file).publicText
    } catch {
      throw .io(error.description)
    }
  }

  private static func freshText() throws(StoreFailure) -> [UInt8] {
    ERR_set_mark()
    defer { ERR_pop_to_mark() }
    guard let key = ECKey.make() else { throw .io("libcrypto made no key") }
    defer { EVP_PKEY_free(key) }
    guard let text = ECKeyPEM.write(key) else { throw .io("libcrypto wrote no key") }
    return text
  }

  private static func failure(_ fault: SystemFault, _ file: String) -> StoreFailure {
    let words = "\(PlainText.oneLine(file, limit: 256)): \(fault.words)"
    return switch fault.number {
    case EEXIST: .conflict(words)
    case EACCES, EPERM, EROFS, ELOOP: .permission(words)
    case ENOSPC, EDQUOT: .full(words)
    default: .io(words)
    }
  }
}
