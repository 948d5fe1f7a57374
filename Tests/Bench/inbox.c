/* SPDX-License-Identifier: MIT */
/* How long the bell waits, on the wall, for one person's counters and pages of a long history. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"
#include "store.h"
#include "worker.h"

enum { CALLS = 2000 };

static double counts_call(matines_engine *engine, long expected) {
  matines_counts counts = {.size = sizeof counts};
  double start = wall_us();
  must(matines_inbox_counts(engine, "1000", &counts), "inbox_counts");
  double spent = wall_us() - start;
  if (counts.unread != expected) give_up("the counters are not what was filled");
  return spent;
}

/* Walks on from page to page; `cursor` is emptied at the end of the history. */
static double page_call(matines_engine *engine, char cursor[64]) {
  char *page = NULL;
  double start = wall_us();
  must(matines_inbox_page(engine, "1000", *cursor ? cursor : NULL, 20, &page), "inbox_page");
  double spent = wall_us() - start;
  const char *next = strstr(page, "\"next\":");
  if (!next || !strstr(page, "\"title\"")) give_up("a page without notifications");
  if (sscanf(next + strlen("\"next\":"), " \"%63[0-9a-f-]\"", cursor) != 1) *cursor = 0;
  matines_free(page);
  return spent;
}

static void fill_history(long history) {
  matines_engine *engine = open_store("inbox.db", 0, BENCH_POLICY);
  add_bench_channel(engine);
  put_users(engine, 1);
  notify_sample(engine);
  matines_close(engine);
  sqlite3 *store = store_open("inbox.db");
  fill(store, history - 1, 1);
  sql(store, "UPDATE user SET unread = %ld, info = %ld, version = %ld", history, history, history);
  store_checkpoint(store);
  store_close(store);
}

int main(void) {
  long history = setting("HISTORY", 100000);
  fill_history(history);
  matines_engine *engine = open_store("inbox.db", 0, BENCH_POLICY);
  double counts[CALLS], first[CALLS], deep[CALLS];
  char cursor[64] = "", start[64];
  for (int i = 0; i < CALLS; i++) {
    *start = 0;
    counts[i] = counts_call(engine, history);
    first[i] = page_call(engine, start);
    deep[i] = page_call(engine, cursor);
  }
  print_figure("inbox_rows", (double)history, "rows");
  print_figure("inbox_counts", percentile(counts, CALLS, 0.99), "us");
  print_figure("inbox_page", percentile(first, CALLS, 0.99), "us");
  print_figure("inbox_page_deep", percentile(deep, CALLS, 0.99), "us");
  matines_close(engine);
}
