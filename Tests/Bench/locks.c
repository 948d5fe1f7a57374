/* SPDX-License-Identifier: MIT */
#include "locks.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

enum { SAMPLES = 1 << 20 };
static double held[SAMPLES];
static size_t holds;
static double locked_at;

static int profile(unsigned mask, void *context, void *statement, void *nanoseconds) {
  (void)mask, (void)context, (void)nanoseconds;
  const char *sql_text = sqlite3_sql(statement);
  if (strcmp(sql_text, "BEGIN IMMEDIATE") == 0) locked_at = wall_us();
  if (strcmp(sql_text, "COMMIT") == 0 && locked_at > 0) {
    if (holds < SAMPLES) held[holds++] = (wall_us() - locked_at) / 1000;
    locked_at = 0;
  }
  return 0;
}

/* The library's connections too: both use the system's SQLite. */
static int watch(sqlite3 *store, const char **message, const struct sqlite3_api_routines *api) {
  (void)message, (void)api;
  return sqlite3_trace_v2(store, SQLITE_TRACE_PROFILE, profile, NULL);
}

void locks_watch(void) { sqlite3_auto_extension((void (*)(void))watch); }
void locks_forget(void) { holds = 0; }

void locks_print(const char *name) {
  const struct {
    const char *suffix;
    double part;
  } lines[] = {{"p50_ms", 0.50}, {"p99_ms", 0.99}, {"ms", 1}};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    char *figure = text("%s_lock_%s", name, lines[i].suffix);
    print_figure(figure, percentile(held, holds, lines[i].part), "ms");
    free(figure);
  }
}
