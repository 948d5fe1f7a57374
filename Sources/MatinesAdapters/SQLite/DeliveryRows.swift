// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// Deliveries of one notification on their way into the table, eight in one statement: to start one
/// costs as much as a row.
struct DeliveryRows: ~Copyable {
  private struct Row {
    let id: Int64
    let user: UserID
    let state: DeliveryState
    let delivery: PlannedDelivery
  }

  private var several: Query
  private var single: Query
  private var rows: [Row] = []
  private static let width = 8
  private static let parameters: Int32 = 12

  init(_ connection: Connection, _ number: NotificationNumber) throws(StoreFailure) {
    let several = try connection.query(Self.text)
    let single = try connection.query(Connection.deliveryText)
    self.several = several
    self.single = single
    self.several.bind(1, number.value)
    self.single.bind(2, number.value)
  }

  mutating func add(
    _ planned: [PlannedDelivery], of user: UserID, first: Int64
  ) throws(StoreFailure) {
    for (offset, delivery) in planned.enumerated() {
      rows.append(
        Row(
          id: first + Int64(offset), user: user, state: offset == 0 ? .ready : .waiting,
          delivery: delivery))
      if rows.count == Self.width { try writeSeveral() }
    }
  }

  private mutating func writeSeveral() throws(StoreFailure) {
    several.reset()
    for (index, row) in rows.enumerated() {
      let start = 2 + Int32(index) * Self.parameters
      several.bind(start, row.id)
      several.bind(start + 1, row.user)
      several.bind(start + 2, row.delivery, row.state)
    }
    try several.run()
    rows.removeAll(keepingCapacity: true)
  }

  /// What is left, one by one.
  mutating func finish() throws(StoreFailure) {
    for row in rows {
      single.reset()
      single.bind(1, row.id)
      single.bind(3, row.user)
      single.bind(4, row.delivery, row.state)
      try single.run()
    }
    rows = []
  }

  private static let text: StaticString = """
    INSERT INTO delivery (id, notification, user, channel, lane, subscription, rung, state,
      priority, unless, due, expires, price)
    VALUES
      (?2, ?1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13),
      (?14, ?1, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25),
      (?26, ?1, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37),
      (?38, ?1, ?39, ?40, ?41, ?42, ?43, ?44, ?45, ?46, ?47, ?48, ?49),
      (?50, ?1, ?51, ?52, ?53, ?54, ?55, ?56, ?57, ?58, ?59, ?60, ?61),
      (?62, ?1, ?63, ?64, ?65, ?66, ?67, ?68, ?69, ?70, ?71, ?72, ?73),
      (?74, ?1, ?75, ?76, ?77, ?78, ?79, ?80, ?81, ?82, ?83, ?84, ?85),
      (?86, ?1, ?87, ?88, ?89, ?90, ?91, ?92, ?93, ?94, ?95, ?96, ?97)
    """
}
