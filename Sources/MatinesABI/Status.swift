// SPDX-License-Identifier: MIT
import CMatines
import MatinesAdapters
import MatinesApplication
import MatinesDomain

/// A failure as the caller of the C function sees it: one decision, one line.
struct Refusal: Error {
  let status: matines_status
  let message: String

  init(_ status: matines_status, _ message: String) {
    self.status = status
    self.message = message
  }

  /// The only place where errors become statuses.
  init(_ error: any Error) {
    switch error {
    case let refusal as Refusal: self = refusal
    case let invalid as InvalidValue: self.init(invalid)
    case let failure as ApplicationFailure: self.init(failure)
    case let failure as StoreFailure: self.init(failure)
    case let failure as OpenFailure: self.init(failure)
    default: self.init(MATINES_EINTERNAL, "an error without a name")
    }
  }

  private init(_ invalid: InvalidValue) {
    switch invalid.problem {
    case .tooLong: self.init(MATINES_ETOOLARGE, invalid.description)
    default: self.init(MATINES_EINVALID, invalid.description)
    }
  }

  private init(_ failure: ApplicationFailure) {
    switch failure {
    case .invalid(let invalid): self.init(invalid)
    case .configuration(let invalid): self.init(MATINES_ECONFIG, invalid.description)
    case .unknownEvent(let name):
      self.init(MATINES_EUNKNOWNEVENT, "unknown event \(name.text): the policy has no rule for it")
    case .store(let failure): self.init(failure)
    case .directory(let why): self.init(MATINES_EIO, "user directory: \(why)")
    case .unsupported(let what): self.init(MATINES_EUNSUPPORTED, what)
    case .conflict(let why): self.init(MATINES_ECONFLICT, why)
    case .wording(let why): self.init(MATINES_EINVALID, why)
    }
  }

  private init(_ failure: StoreFailure) {
    switch failure {
    case .unknownUser(let user):
      self.init(MATINES_EUNKNOWNUSER, "unknown user \(user.text)")
    case .notFound(let what): self.init(MATINES_ENOTFOUND, "\(what): not found")
    case .conflict(let what): self.init(MATINES_ECONFLICT, "\(what): conflict")
    case .busy:
      self.init(MATINES_EBUSY, "store: locked by another process for longer than the busy time")
    case .full(let why): self.init(MATINES_EFULL, why)
    case .io(let why), .damaged(let why): self.init(MATINES_EIO, why)
    case .permission(let why): self.init(MATINES_EPERM, why)
    case .version(let why): self.init(MATINES_EVERSION, why)
    }
  }

  private init(_ failure: OpenFailure) {
    switch failure {
    case .configuration(let invalid): self.init(MATINES_ECONFIG, invalid.description)
    case .unsupported(let what): self.init(MATINES_EUNSUPPORTED, what)
    case .permission(let why): self.init(MATINES_EPERM, why)
    case .io(let why): self.init(MATINES_EIO, why)
    case .store(let failure): self.init(failure)
    }
  }
}
