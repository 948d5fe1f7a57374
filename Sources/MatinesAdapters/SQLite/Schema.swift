// SPDX-License-Identifier: MIT
import CSQLite
import MatinesApplication

/// The tables, and how an older file becomes a newer one.
enum Schema {
  static let current: Int64 = 3
  /// "mtin": tells our files from other SQLite databases.
  private static let application: Int64 = 0x6D74_696E

  /// Brings a file up to date in one transaction. A file one schema newer is used as it is: during
  /// an upgrade both releases work side by side.
  static func prepare(_ connection: Connection) throws(StoreFailure) {
    // One moment for all that it looks at: another process may be making the file.
    let found = try known(connection)
    guard found < current else { return }
    try connection.execute("PRAGMA page_size = 2048")
    try connection.execute("PRAGMA auto_vacuum = NONE")
    try connection.execute("PRAGMA journal_mode = WAL")
    try connection.write { (connection) throws(StoreFailure) in
      // Another process may have been faster.
      let found = try version(connection)
      guard found < current else { return }
      if found < 1 { for statement in first { try connection.execute(statement) } }
      if found < 2 { for statement in second { try connection.execute(statement) } }
      if found < 3 { for statement in third { try connection.execute(statement) } }
      try connection.execute("PRAGMA application_id = 1836345710")
      try connection.execute("PRAGMA user_version = 3")
    }
  }

  /// The version of a file that this release may use as it is, or bring up to date.
  static func known(_ connection: Connection) throws(StoreFailure) -> Int64 {
    let found = try connection.read { (connection) throws(StoreFailure) in
      try version(connection)
    }
    guard found <= current + 1 else {
      throw .version("\(connection.path): schema \(found), this release knows \(current)")
    }
    return found
  }

  private static func version(_ connection: Connection) throws(StoreFailure) -> Int64 {
    let version = try connection.integer("PRAGMA user_version") ?? 0
    let owner = try connection.integer("PRAGMA application_id") ?? 0
    let tables = try connection.integer("SELECT count(*) FROM sqlite_schema") ?? 0
    guard owner == application || (owner == 0 && version == 0 && tables == 0), version >= 0 else {
      throw .damaged("\(connection.path): another program's database")
    }
    return version
  }
}

extension Schema {
  private static let first: [StaticString] = notifications + queue + people + archives

  /// What is unread stands at hand, however long the history before it. A release of the first
  /// schema keeps it as well: SQLite does that for every writer. And pages are told what was marked
  /// elsewhere: of each person the updates that nobody has told yet, as one.
  private static let second: [StaticString] = [
    """
    CREATE INDEX recipient_unread ON recipient (user, notification)
    WHERE read IS NULL AND archived IS NULL
    """,
    """
    CREATE TABLE mark_update (
      user TEXT PRIMARY KEY, mark INTEGER NOT NULL, version INTEGER NOT NULL,
      newest INTEGER NOT NULL, marked BLOB, boot INTEGER NOT NULL, expires INTEGER NOT NULL,
      free INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// Addresses that are left alone: an earlier release beside this one knows of none.
  private static let third: [StaticString] = [
    """
    CREATE TABLE suppression (
      address TEXT PRIMARY KEY, cause TEXT NOT NULL, since INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """
  ]

  private static let notifications: [StaticString] = [
    """
    CREATE TABLE notification (
      id INTEGER PRIMARY KEY, event TEXT NOT NULL, event_id TEXT, category TEXT NOT NULL,
      severity INTEGER NOT NULL, template TEXT, title TEXT, body TEXT,
      policy INTEGER NOT NULL, part INTEGER NOT NULL, created INTEGER NOT NULL,
      expires INTEGER NOT NULL, cancelled INTEGER,
      recipients INTEGER NOT NULL, deliveries INTEGER NOT NULL, data TEXT NOT NULL
    ) STRICT
    """,
    // Whom a notification has yet to reach: a place in its audience, and the last of that place.
    """
    CREATE TABLE expansion (
      notification INTEGER PRIMARY KEY, subject TEXT, place INTEGER NOT NULL, after TEXT NOT NULL
    ) STRICT
    """,
    // The key is the inbox: pages are ranges of it.
    """
    CREATE TABLE recipient (
      user TEXT NOT NULL, notification INTEGER NOT NULL, severity INTEGER NOT NULL,
      seen INTEGER, read INTEGER, archived INTEGER, acked INTEGER,
      first_delivery INTEGER NOT NULL, deliveries INTEGER NOT NULL, facts TEXT NOT NULL,
      PRIMARY KEY (user, notification)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE idempotency (
      key TEXT PRIMARY KEY, high INTEGER NOT NULL, low INTEGER NOT NULL,
      notification INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE staged (
      key TEXT PRIMARY KEY, event TEXT NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL,
      created INTEGER NOT NULL, discarded INTEGER NOT NULL, leased INTEGER NOT NULL, due INTEGER,
      document TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX staged_open ON staged (created) WHERE discarded = 0 AND due IS NULL",
    "CREATE INDEX staged_due ON staged (due) WHERE discarded = 0 AND due IS NOT NULL",
  ]

  private static let queue: [StaticString] = [
    // The deliveries of one recipient have consecutive ids, in the order of their dues.
    """
    CREATE TABLE delivery (
      id INTEGER PRIMARY KEY, notification INTEGER NOT NULL, user TEXT NOT NULL,
      channel TEXT NOT NULL, lane INTEGER NOT NULL, subscription INTEGER NOT NULL,
      rung INTEGER NOT NULL, state INTEGER NOT NULL, priority INTEGER NOT NULL,
      unless INTEGER NOT NULL, due INTEGER NOT NULL, expires INTEGER NOT NULL,
      lease INTEGER, fence INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0,
      crashes INTEGER NOT NULL DEFAULT 0, begun INTEGER NOT NULL DEFAULT 0,
      settled INTEGER, note TEXT, reference TEXT,
      price INTEGER NOT NULL DEFAULT 0, charged INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX delivery_ready ON delivery (lane, priority, due) WHERE state = 1",
    "CREATE INDEX delivery_claimed ON delivery (user, channel) WHERE state = 2",
    "CREATE INDEX delivery_listed ON delivery (settled) WHERE state >= 5",
    // One row for each claimed batch finds what a dead worker held.
    """
    CREATE TABLE lease (
      id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, boot INTEGER NOT NULL,
      deadline INTEGER NOT NULL, held INTEGER NOT NULL, members BLOB NOT NULL
    ) STRICT
    """,
  ]

  private static let people: [StaticString] = [
    """
    CREATE TABLE user (
      id TEXT PRIMARY KEY, email TEXT, phone TEXT, locale TEXT, zone TEXT,
      roles TEXT NOT NULL, domains TEXT NOT NULL, unread INTEGER NOT NULL DEFAULT 0,
      info INTEGER NOT NULL DEFAULT 0, success INTEGER NOT NULL DEFAULT 0,
      warning INTEGER NOT NULL DEFAULT 0, error INTEGER NOT NULL DEFAULT 0,
      version INTEGER NOT NULL DEFAULT 0, registering INTEGER NOT NULL DEFAULT 0,
      preferring INTEGER NOT NULL DEFAULT 0, pace INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE user_role (
      role TEXT NOT NULL, user TEXT NOT NULL, PRIMARY KEY (role, user)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE user_domain (
      domain TEXT NOT NULL, user TEXT NOT NULL, PRIMARY KEY (domain, user)
    ) STRICT, WITHOUT ROWID
    """,
    // A number is never used twice: deliveries outlive the subscription they were planned for.
    """
    CREATE TABLE subscription (
      number INTEGER PRIMARY KEY AUTOINCREMENT, user TEXT NOT NULL, endpoint TEXT NOT NULL UNIQUE,
      p256dh BLOB NOT NULL, auth BLOB NOT NULL, application_key TEXT, expires INTEGER,
      label TEXT, agent TEXT, created INTEGER NOT NULL, succeeded INTEGER
    ) STRICT
    """,
    "CREATE INDEX subscription_user ON subscription (user)",
    """
    CREATE TABLE preference (
      user TEXT PRIMARY KEY, document TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    // One that runs, and how often its person has started one: the mark stays when it has ended.
    """
    CREATE TABLE verification (
      user TEXT PRIMARY KEY, mark INTEGER NOT NULL, phone TEXT, salt INTEGER, digest BLOB,
      started INTEGER, tries INTEGER
    ) STRICT, WITHOUT ROWID
    """,
    // When a person was last reached on a channel that has a cap: 64-bit numbers, little-endian.
    """
    CREATE TABLE reached (
      user TEXT NOT NULL, channel TEXT NOT NULL, times BLOB NOT NULL, PRIMARY KEY (user, channel)
    ) STRICT, WITHOUT ROWID
    """,
    // Text messages by month; an empty user stands for everybody.
    """
    CREATE TABLE spending (
      month INTEGER NOT NULL, category TEXT NOT NULL, user TEXT NOT NULL, texts INTEGER NOT NULL,
      amount INTEGER NOT NULL, spared INTEGER NOT NULL, spared_amount INTEGER NOT NULL,
      PRIMARY KEY (month, category, user)
    ) STRICT, WITHOUT ROWID
    """,
    // The latest of a person's notifications of one collapse key, subject and part.
    """
    CREATE TABLE collapse (
      user TEXT NOT NULL, key TEXT NOT NULL, subject TEXT NOT NULL, part INTEGER NOT NULL,
      notification INTEGER NOT NULL, PRIMARY KEY (user, key, subject, part)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE presence (
      user TEXT NOT NULL, tab TEXT NOT NULL, boot INTEGER NOT NULL, deadline INTEGER NOT NULL,
      visible INTEGER NOT NULL, session INTEGER, PRIMARY KEY (user, tab)
    ) STRICT, WITHOUT ROWID
    """,
    // Sessions whose tokens of presence are refused: few, and gone after a day.
    "CREATE TABLE ended_session (session INTEGER PRIMARY KEY, until INTEGER NOT NULL) STRICT",
  ]

  private static let archives: [StaticString] = [
    """
    CREATE TABLE policy (
      number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, document TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE template_set (
      number INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, document TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
      subject TEXT, detail TEXT
    ) STRICT
    """,
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
  ]
}
