// SPDX-License-Identifier: MIT
import Glibc

/// Both ends of a pipe, which no child gets unless it is handed over. The program has one thread.
struct Pipe {
  let reading: Int32
  let writing: Int32

  init() throws(Failure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .refused("pipe: \(String(cString: strerror(errno)))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }
}
