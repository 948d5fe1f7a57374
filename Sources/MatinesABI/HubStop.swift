// SPDX-License-Identifier: MIT
import CSystem

/// The descriptor by which a host ends its hub.
enum HubStop {
  static func isOpen(_ descriptor: Int32) -> Bool {
    var found = stat()
    return descriptor >= 0 && fstat(descriptor, &found) == 0
  }
}
