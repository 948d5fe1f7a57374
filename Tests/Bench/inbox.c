/* SPDX-License-Identifier: MIT */
/*
 * How long the bell waits, on the wall, for one person's counters and pages of a long history, of
 * which nearly everything has been read: the first page; page after page; the unread ones, which
 * are the oldest; each call of a walk for what is as rare, to the end of the history, by filter.
 * Then everything is marked as read, and that is taken back: how long each takes a thousand rows,
 * and how long others wait for the lock meanwhile.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "locks.h"
#include "measure.h"
#include "store.h"
#include "worker.h"

enum { CALLS = 2000, RARE = 15 };

static double counts_call(matines_engine *engine, long expected) {
  matines_counts counts = {.size = sizeof counts};
  double start = wall_us();
  must(matines_inbox_counts(engine, "1000", &counts), "inbox_counts");
  double spent = wall_us() - start;
  if (counts.unread != expected) give_up("the counters are not what was filled");
  return spent;
}

/* Walks on from page to page; `cursor` is emptied at the end of the history. `filter` ends with a
   comma. */
static double page_call(
    matines_engine *engine, const char *filter, char cursor[64], long *rows) {
  char query[256], *page = NULL;
  snprintf(query, sizeof query, "{%s\"before\":%s%s%s}", filter, *cursor ? "\"" : "",
           *cursor ? cursor : "null", *cursor ? "\"" : "");
  double start = wall_us();
  must(matines_inbox_page(engine, "1000", query, &page), "inbox_page");
  double spent = wall_us() - start;
  const char *next = strstr(page, "\"next\":");
  if (!next) give_up("a page without its end");
  for (const char *at = page; (at = strstr(at, "\"title\"")); at++) ++*rows;
  if (sscanf(next + strlen("\"next\":"), " \"%63[0-9a-f-]\"", cursor) != 1) *cursor = 0;
  matines_free(page);
  return spent;
}

static void first_page(matines_engine *engine, const char *name, const char *filter, long each) {
  static double spent[CALLS];
  long rows = 0;
  for (int i = 0; i < CALLS; i++) {
    char start[64] = "";
    spent[i] = page_call(engine, filter, start, &rows);
  }
  if (rows != each * CALLS) give_up("a page that is not full");
  print_figure(name, percentile(spent, CALLS, 0.99), "us");
}

/* Calls of one walk, or of several until there are enough. */
static void walk(matines_engine *engine, const char *name, const char *filter, long expected) {
  static double spent[1 << 16];
  size_t calls = 0, walks = 0, most = sizeof spent / sizeof *spent;
  long rows = 0;
  while (calls < CALLS || walks == 0) {
    char cursor[64] = "";
    do spent[calls++] = page_call(engine, filter, cursor, &rows);
    while (*cursor && calls < most);
    if (*cursor) give_up("a walk without an end");
    walks++;
  }
  if (rows != expected * (long)walks) give_up("a walk that did not find everything");
  char *count = text("%s_calls", name);
  print_figure(name, percentile(spent, calls, 0.99), "us");
  print_figure(count, (double)calls / (double)walks, "calls");
  free(count);
}

/* All read but the oldest, which are of a kind of their own, too. */
static void fill_history(long history) {
  matines_engine *engine = open_store("inbox.db", 0, BENCH_POLICY);
  add_bench_channel(engine);
  put_users(engine, 1);
  notify_sample(engine);
  matines_close(engine);
  sqlite3 *store = store_open("inbox.db");
  fill(store, history - 1, 1);
  long long last = sql_number(store, "SELECT min(id) FROM notification") + RARE;
  sql(store, "UPDATE recipient SET seen = 1, read = 1 WHERE notification >= %lld", last);
  sql(store, "UPDATE recipient SET severity = 3 WHERE notification < %lld", last);
  sql(store,
      "UPDATE notification SET severity = 3, category = 'rare', event = 'rare.event' "
      "WHERE id < %lld",
      last);
  sql(store, "UPDATE user SET unread = %d, error = %d, version = %ld", RARE, RARE, history);
  store_checkpoint(store);
  store_close(store);
}

static void mark_unread(long history) {
  sqlite3 *store = store_open("inbox.db");
  sql(store, "UPDATE recipient SET seen = NULL, read = NULL");
  sql(store, "UPDATE user SET unread = %ld, info = %ld, error = %d", history, history - RARE, RARE);
  store_checkpoint(store);
  store_close(store);
}

static void print_marked(const char *name, double start, const matines_marked *marked) {
  double spent = wall_us() - start;
  char *thousand = text("%s_1k", name);
  print_figure(thousand, spent / (double)marked->rows, "ms");
  locks_print(name);
  locks_forget();
  free(thousand);
}

static void mark_everything(long history) {
  mark_unread(history);
  locks_watch();
  matines_engine *engine = open_store("inbox.db", 0, BENCH_POLICY);
  locks_forget();
  char *page = NULL, newest[64];
  must(matines_inbox_page(engine, "1000", "{\"limit\":1}", &page), "inbox_page");
  if (sscanf(strstr(page, "\"id\":") + 5, " \"%63[0-9a-f-]\"", newest) != 1) give_up("no id");
  matines_free(page);
  matines_marked marked = {.size = sizeof marked}, undone = {.size = sizeof undone};
  double start = wall_us();
  must(matines_inbox_mark_all(engine, "1000", newest, NULL, MATINES_READ, &marked), "mark_all");
  print_marked("inbox_mark_all", start, &marked);
  if (marked.rows != history || marked.unread != 0) give_up("not everything was marked");
  start = wall_us();
  must(matines_inbox_undo(engine, "1000", marked.undo, &undone), "undo");
  print_marked("inbox_undo", start, &undone);
  if (undone.rows != history || undone.unread != history) give_up("not everything was undone");
  matines_close(engine);
}

int main(void) {
  long history = setting("HISTORY", 1000000);
  fill_history(history);
  matines_engine *engine = open_store("inbox.db", 0, BENCH_POLICY);
  static double counts[CALLS], deep[CALLS];
  char cursor[64] = "";
  long rows = 0;
  for (int i = 0; i < CALLS; i++) {
    counts[i] = counts_call(engine, RARE);
    deep[i] = page_call(engine, "", cursor, &rows);
  }
  print_figure("inbox_rows", (double)history, "rows");
  print_figure("inbox_counts", percentile(counts, CALLS, 0.99), "us");
  first_page(engine, "inbox_page", "", 20);
  print_figure("inbox_page_deep", percentile(deep, CALLS, 0.99), "us");
  first_page(engine, "inbox_page_unread", "\"unread\":true,", RARE);
  walk(engine, "inbox_page_severity", "\"severity\":[\"error\"],", RARE);
  walk(engine, "inbox_page_archived", "\"show\":\"archived\",", 0);
  walk(engine, "inbox_page_category", "\"category\":[\"rare\"],", RARE);
  walk(engine, "inbox_page_type", "\"type\":[\"rare.event\"],", RARE);
  matines_close(engine);
  mark_everything(history);
}
