# SPDX-License-Identifier: MIT
"""What must be true of a store's rows at every moment, found by counting them again."""

COUNTERS = """
SELECT user.id FROM user LEFT JOIN (
  SELECT user, sum(read IS NULL AND archived IS NULL) AS unread,
    sum(seen IS NULL AND severity = 0) AS info, sum(seen IS NULL AND severity = 1) AS success,
    sum(seen IS NULL AND severity = 2) AS warning, sum(seen IS NULL AND severity = 3) AS error
  FROM recipient GROUP BY user) AS found ON found.user = user.id
WHERE (user.unread, user.info, user.success, user.warning, user.error)
  <> (coalesce(found.unread, 0), coalesce(found.info, 0), coalesce(found.success, 0),
      coalesce(found.warning, 0), coalesce(found.error, 0))
"""

# Each finds nothing in a store whose transactions were whole or absent.
NEVER = {
  "counters differ from a recount": COUNTERS,
  "a notification without its recipient": """
    SELECT n.id FROM notification n LEFT JOIN
      (SELECT notification, count(*) AS rows FROM recipient GROUP BY notification) r
      ON r.notification = n.id WHERE n.recipients <> coalesce(r.rows, 0)""",
  "a notification without its deliveries": """
    SELECT n.id FROM notification n LEFT JOIN
      (SELECT notification, count(*) AS rows FROM delivery GROUP BY notification) d
      ON d.notification = n.id WHERE n.deliveries <> coalesce(d.rows, 0)""",
  "a recipient without its notification":
    "SELECT user FROM recipient WHERE notification NOT IN (SELECT id FROM notification)",
  "a recipient whose deliveries are not where it says": """
    SELECT r.user FROM recipient r WHERE deliveries <>
      (SELECT count(*) FROM delivery d WHERE d.id >= r.first_delivery
        AND d.id < r.first_delivery + r.deliveries AND d.notification = r.notification)""",
  "a delivery without its notification":
    "SELECT id FROM delivery WHERE notification NOT IN (SELECT id FROM notification)",
  "a notification without its idempotency record": """
    SELECT event_id FROM notification n WHERE event_id IS NOT NULL AND part = 0 AND NOT EXISTS
      (SELECT 1 FROM idempotency i WHERE i.key = n.event_id AND i.notification = n.id)""",
  "an idempotency record without its notification":
    "SELECT key FROM idempotency WHERE notification NOT IN (SELECT id FROM notification)",
  "an event stored twice":
    "SELECT event_id FROM notification WHERE part = 0 GROUP BY event_id HAVING count(*) > 1",
  "an accepted event that is still staged":
    "SELECT key FROM staged WHERE key IN (SELECT key FROM idempotency)",
}


def problems(store):
  """Sentences; none of them for a sound store."""
  found = []
  for name, query in NEVER.items():
    rows = store.execute(query).fetchall()
    if rows:
      found.append(f"{name}: {len(rows)} times, first {rows[0][0]}")
  answer = store.execute("PRAGMA integrity_check").fetchone()[0]
  if answer != "ok":
    found.append(f"integrity check: {answer}")
  return found
