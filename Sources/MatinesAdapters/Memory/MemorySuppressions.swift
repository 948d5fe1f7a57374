// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

extension MemoryStore {
  package func put(_ suppression: Suppression) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      state.suppressions[suppression.address] = suppression
    }
  }

  package func removeSuppression(of address: SuppressedAddress) throws(StoreFailure) {
    try access { (state, _) throws(StoreFailure) in
      guard state.suppressions.removeValue(forKey: address) != nil else {
        throw .notFound("address")
      }
    }
  }

  package func suppressions(
    after last: SuppressedAddress?, limit: Int
  ) throws(StoreFailure) -> [Suppression] {
    try access { (state, _) throws(StoreFailure) in
      let listed = state.suppressions.values.filter { entry in
        last.map { $0.text.utf8.lexicographicallyPrecedes(entry.address.text.utf8) } ?? true
      }
      let sorted = listed.sorted {
        $0.address.text.utf8.lexicographicallyPrecedes($1.address.text.utf8)
      }
      return Array(sorted.prefix(max(0, limit)))
    }
  }
}

extension MemoryState {
  func suppression(of user: User, on channel: ChannelName) -> Suppression.Cause? {
    user.address(on: channel).flatMap { suppressions[$0]?.cause }
  }

  func suppressions(of user: User) -> [ChannelName: Suppression.Cause] {
    var found: [ChannelName: Suppression.Cause] = [:]
    for channel in User.addressedChannels { found[channel] = suppression(of: user, on: channel) }
    return found
  }
}
