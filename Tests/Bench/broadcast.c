/* SPDX-License-Identifier: MIT */
/*
 * An event for everybody who has a role, put into their inboxes by matines_work(): counter, facts
 * and two deliveries each, none of them due yet, so that nothing but the expanding is measured.
 * `broadcast` is of the worker's CPU; `broadcast_again` finds the inboxes no longer empty. The lock
 * is timed in a run of its own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "locks.h"
#include "measure.h"
#include "store.h"

static const char *MEMBERS =
    ",\"mailer\":\"host:\",\"sms\":\"host:\",\"limits\":{\"waiting\":100000000},"
    "\"policy\":{\"ladders\":{\"later\":[{\"channel\":\"email\",\"when\":\"any\","
    "\"after\":\"PT1H\"},{\"channel\":\"sms\",\"when\":\"any\",\"after\":\"PT2H\"}]},"
    "\"categories\":{\"general\":{\"ladder\":\"later\"}},"
    "\"rules\":{\"circular\":{\"category\":\"general\",\"template\":\"promotion\","
    "\"audience\":[{\"role\":\"member\"}]}}}";

static void people(const char *file, long count) {
  matines_engine *engine = open_store(file, 0, MEMBERS);
  put_users(engine, 1);
  matines_close(engine);
  sqlite3 *store = store_open(file);
  const char *name = "CAST(1000+i AS TEXT)";
  char *user = text("id=%s;email='person'||(1000+i)||'@example.org'", name);
  char *index = text("user=%s", name);
  sql(store, "BEGIN");
  copy_row(store, "user", count - 1, user);
  copy_row(store, "user_role", count - 1, index);
  copy_row(store, "user_domain", count - 1, index);
  sql(store, "COMMIT");
  store_checkpoint(store);
  store_close(store);
  free(user), free(index);
}

static double dirty_mib(void) {
  FILE *rollup = fopen("/proc/self/smaps_rollup", "r");
  char line[256];
  double total = 0;
  long kib = 0;
  if (!rollup) give_up("smaps_rollup");
  while (fgets(line, sizeof line, rollup)) {
    if (sscanf(line, "Private_Dirty: %ld", &kib) == 1) total = (double)kib / 1024;
  }
  fclose(rollup);
  return total;
}

static int runs(matines_engine *engine, const char *id) {
  char *progress = NULL;
  must(matines_broadcast_progress(engine, id, &progress), "broadcast_progress");
  int answer = strstr(progress, "\"running\"") != NULL;
  matines_free(progress);
  return answer;
}

/* People a second of CPU, of the wall, and how much memory grew meanwhile. */
typedef struct {
  double rate, wall_rate, grown;
} figures;

static figures broadcast(const char *file, long atMost) {
  matines_engine *engine = open_store(file, 0, MEMBERS);
  matines_receipt receipt = {.size = sizeof receipt};
  must(matines_emit(engine, "circular", NULL, "{\"data\":{\"name\":\"all\"}}", &receipt), "emit");
  long reached = 0;
  double before = dirty_mib(), most = before, cpu = cpu_us(), wall = wall_us();
  while (reached < atMost && runs(engine, receipt.notification_id)) {
    matines_work_report report = {.size = sizeof report};
    must(matines_work(engine, 100, &report), "work");
    reached += report.expanded;
    double now = dirty_mib();
    if (now > most) most = now;
  }
  figures found = {
      .rate = (double)reached / (cpu_us() - cpu) * 1e6,
      .wall_rate = (double)reached / (wall_us() - wall) * 1e6,
      .grown = most - before};
  must(matines_notification_cancel(engine, receipt.notification_id), "cancel");
  matines_close(engine);
  return found;
}

int main(void) {
  long count = setting("PEOPLE", 1000000);
  people("broadcast.db", count);
  figures first = broadcast("broadcast.db", count);
  print_figure("broadcast", first.rate, "recipients/s");
  print_figure("broadcast_wall", first.wall_rate, "recipients/s");
  print_figure("broadcast_memory", first.grown, "MiB");
  print_figure("broadcast_again", broadcast("broadcast.db", count).rate, "recipients/s");
  locks_watch();
  broadcast("broadcast.db", count / 4);
  locks_print("broadcast");
}
