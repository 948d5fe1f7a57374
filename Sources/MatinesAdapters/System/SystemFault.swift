// SPDX-License-Identifier: MIT
import Glibc

/// An error number of a system call, in words. (`strerror` is not thread safe, and speaks the
/// host's language.)
struct SystemFault: Error, Equatable {
  let number: Int32

  /// The error of the system call that just failed on this thread.
  static var last: SystemFault { SystemFault(number: errno) }

  /// Space or the disk itself: it may be better next time.
  var isPassing: Bool {
    [ENOSPC, EDQUOT, EIO, EMFILE, ENFILE, ENOMEM, EINTR, EAGAIN].contains(number)
  }

  var words: String {
    switch number {
    case EACCES: "permission denied"
    case EPERM: "operation not permitted"
    case ENOENT: "no such file or directory"
    case ENOTDIR: "not a directory"
    case EISDIR: "is a directory"
    case ELOOP: "is a symbolic link"
    case EEXIST: "exists already"
    case EROFS: "read-only file system"
    case ENOSPC: "no space left"
    case EDQUOT: "quota exceeded"
    case EIO: "input/output error"
    case ENAMETOOLONG: "name too long"
    case EMFILE, ENFILE: "too many open files"
    case ENOMEM: "out of memory"
    default: "error \(number)"
    }
  }
}
