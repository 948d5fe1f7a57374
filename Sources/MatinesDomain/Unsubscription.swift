// SPDX-License-Identifier: MIT

/// What a link in a message lets its reader end: one category on one channel.
package struct Unsubscription: Hashable, Sendable {
  package let user: UserID
  package let category: CategoryName
  package let channel: ChannelName

  package init(user: UserID, category: CategoryName, channel: ChannelName) {
    self.user = user
    self.category = category
    self.channel = channel
  }
}
