// SPDX-License-Identifier: MIT
import CSystem

extension EncryptionContext {
  /// Nil where the process has no more thread-local pointers to give.
  private static let key: pthread_key_t? = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key) { context in
      guard let context else { return }
      Unmanaged<EncryptionContext>.fromOpaque(context).release()
    }
    return status == 0 ? key : nil
  }()

  /// Runs `work` on this thread's context, which ends with the thread. Nil when there is none.
  static func borrow<Answer>(_ work: (EncryptionContext) -> Answer) -> Answer? {
    guard let key else { return EncryptionContext().map(work) }
    if let known = pthread_getspecific(key) {
      return Unmanaged<EncryptionContext>.fromOpaque(known)._withUnsafeGuaranteedRef(work)
    }
    guard let made = EncryptionContext() else { return nil }
    let kept = Unmanaged.passRetained(made)
    if pthread_setspecific(key, kept.toOpaque()) != 0 { kept.release() }
    return work(made)
  }
}
