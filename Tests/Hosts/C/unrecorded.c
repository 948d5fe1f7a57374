/* SPDX-License-Identifier: MIT */
/* What was sent and could not be recorded is not sent again by the worker that sent it. */
#include <sqlite3.h>

#include "host.h"

static sqlite3 *locker;
static int calls, answer = MATINES_DELIVERED;
static int64_t now = 1800000000000;

static int64_t tell(void *context) {
  (void)context;
  return now;
}

/* Sends, and leaves the store locked by somebody else. */
static matines_outcome deliver(void *context, const char *delivery) {
  (void)context, (void)delivery;
  calls++;
  if (locker) sqlite3_exec(locker, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  return (matines_outcome)answer;
}

static matines_engine *open_at(const char *folder, const char *channel) {
  matines_engine *engine = open_engine(
      "{\"store\":\"sqlite:%s/m.db\",\"limits\":{\"busy_ms\":50,\"lease_ms\":1000},"
      "\"policy\":{\"channels\":[\"pager\"],"
      "\"ladders\":{\"standard\":[{\"channel\":\"%s\",\"when\":\"any\"}]}}}",
      folder, channel);
  matines_clock clock = {.size = sizeof clock, .now_ms = tell, .boot_ms = tell};
  matines_channel own = {.size = sizeof own, .timeout_ms = 100, .deliver = deliver};
  OK(matines_set_clock(engine, &clock));
  OK(matines_add_channel(engine, channel, &own));
  OK(matines_emit(engine, "user.promoted_to_minister", channel,
            "{\"user_id\":\"42\",\"users\":[{\"id\":\"42\",\"phone\":\"+33612345678\"}]}",
            NULL));
  return engine;
}

static void locked_while_settling(const char *folder) {
  char path[8192];
  matines_work_report report = {.size = sizeof report};
  matines_engine *engine = open_at(folder, "pager");
  snprintf(path, sizeof path, "%s/m.db", folder);
  CHECK(sqlite3_open(path, &locker) == SQLITE_OK);
  calls = 0;
  STATUS(MATINES_EBUSY, matines_work(engine, 0, &report));
  CHECK(calls == 1);
  now += 60000;
  STATUS(MATINES_EBUSY, matines_work(engine, 0, &report));
  CHECK(calls == 1);
  sqlite3_exec(locker, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close(locker);
  locker = NULL;
  OK(matines_work(engine, 0, &report));
  OK(matines_work(engine, 0, &report));
  CHECK(calls == 1);
  CHECK(report.next_due_ms == 0);
  matines_close(engine);
}

/* A host's own text channel is at most once, like any other. */
static void texts_of_unknown_fate(const char *folder) {
  matines_work_report report = {.size = sizeof report};
  matines_engine *engine = open_at(folder, "sms");
  calls = 0;
  answer = MATINES_UNKNOWN;
  OK(matines_work(engine, 0, &report));
  CHECK(report.unknown == 1);
  now += 3600000;
  OK(matines_work(engine, 0, &report));
  CHECK(calls == 1);
  matines_close(engine);
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  locked_while_settling(folder);
  texts_of_unknown_fate(folder);
  folder_remove(folder);
  return check_end("unrecorded");
}
