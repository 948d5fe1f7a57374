// SPDX-License-Identifier: MIT
import MatinesAdapters
import MatinesApplication
import MatinesDomain

extension Book {
  /// One delivery.
  struct Row {
    let id: Int64
    let message: Int
    let rung: Rung
    let place: Int
    let channel: ChannelName
    let destination: Int64
    let cancelledBySeen: Bool
    let cancelledByAcked: Bool
    var due: Instant
    var expires: Instant
    var state: DeliveryState
    var fence: Int64 = 0
    var attempts = 0
    var crashes = 0
    var begun = false
    var owner: Int64 = 0
    var deadline: Int64 = 0
    var bootID: Int64 = 0
    var isHostCarried = false
    /// Not 0 once it counts for budgets and caps: the month a text was charged to.
    var charged: Int64 = 0
    /// An operator wants it sent, whatever came since.
    var isAskedAgain = false
    /// Known when it was last looked at for sending.
    var needless: Reason?
    /// What the store said when it was to begin: why not at all, or from when on.
    var refusal: Reason?
    var roomAt: Instant?
    var sends = SendHistory()
  }

  /// One notification, for everybody it is for.
  struct Notice {
    let id: NotificationID
    let number: NotificationNumber
    /// Of how many notifications of one event it is the first, or 1.
    let family: Int
    let treatment: Policy.Treatment
    let subject: UserID?
    let expires: Instant
    var isCancelled = false
    var recipients = 0
    var deliveries = 0
    /// Nil where nobody has to be looked for.
    var walk: Walk?
  }

  /// How far a notification has come through its audience.
  struct Walk {
    var cursor = Expansion.Cursor(place: 0, after: "")
    var isDone = false
    /// Of each part, who has belonged to it at every moment since it was accepted.
    var faithful: [Set<Int>]
  }

  /// One notification in one inbox.
  struct Place: Hashable {
    let id: NotificationID
    let person: Int
  }

  /// One notification, for one person.
  struct Message {
    let id: NotificationID
    let notice: Int
    let person: Int
    let category: Policy.Category
    let severity: Severity
    let rows: Range<Int>
    /// By a list, a role or a domain.
    let isFound: Bool
    var seen = false
    /// Since when.
    var read: Instant?
    var archived: Instant?
    var acked = false
    /// A later event has taken its place.
    var isReplaced = false

    var isUnread: Bool { read == nil && archived == nil }
  }

  struct Tab {
    let name: TabID
    let visible: Bool
    let deadline: Int64
    let bootID: Int64

    func isAlive(_ now: BootTime) -> Bool { bootID == now.id && deadline > now.milliseconds }
  }

  struct Person {
    let id: UserID
    /// As the host has said last.
    var user: User
    var preferences = Preferences()
    /// Their own, or as the host has said.
    var zone: ZoneName?
    /// Of the flood rule, and what it let through within a minute.
    var pace = Instant(milliseconds: 0)
    var recent: [Instant] = []
    var unread: Int64 = 0
    var unseen: [Int64] = [0, 0, 0, 0]
    var version: Int64 = 0
    var messages: [Int] = []
    var tabs: [Tab] = []
  }
}
