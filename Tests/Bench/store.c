/* SPDX-License-Identifier: MIT */
#include "store.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

static _Noreturn void fail(sqlite3 *store, const char *statement) {
  fprintf(stderr, "bench: sql: %s: %s\n", sqlite3_errmsg(store), statement);
  exit(1);
}

static void run(sqlite3 *store, const char *statement) {
  if (sqlite3_exec(store, statement, NULL, NULL, NULL) != SQLITE_OK) fail(store, statement);
}

sqlite3 *store_open(const char *file) {
  sqlite3 *store = NULL;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(file, &store, flags, NULL) != SQLITE_OK) fail(store, file);
  sqlite3_busy_timeout(store, 10000);
  run(store,
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=FAST;"
      "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-2048; PRAGMA mmap_size=0;"
      "PRAGMA cell_size_check=ON; PRAGMA foreign_keys=OFF; PRAGMA wal_autocheckpoint=0");
  return store;
}

void store_close(sqlite3 *store) { sqlite3_close(store); }

static char *formatted(const char *format, va_list arguments) {
  char *statement = NULL;
  if (vasprintf(&statement, format, arguments) < 0) give_up("memory");
  return statement;
}

void sql(sqlite3 *store, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *statement = formatted(format, arguments);
  va_end(arguments);
  run(store, statement);
  free(statement);
}

static char *first(sqlite3 *store, const char *statement) {
  sqlite3_stmt *query = NULL;
  if (sqlite3_prepare_v2(store, statement, -1, &query, NULL) != SQLITE_OK) fail(store, statement);
  int step = sqlite3_step(query);
  if (step != SQLITE_ROW && step != SQLITE_DONE) fail(store, statement);
  const char *value = step == SQLITE_ROW ? (const char *)sqlite3_column_text(query, 0) : NULL;
  char *answer = value ? strdup(value) : NULL;
  sqlite3_finalize(query);
  return answer;
}

char *sql_text(sqlite3 *store, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *statement = formatted(format, arguments);
  va_end(arguments);
  char *answer = first(store, statement);
  free(statement);
  return answer;
}

long long sql_number(sqlite3 *store, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *statement = formatted(format, arguments);
  va_end(arguments);
  char *answer = first(store, statement);
  free(statement);
  long long number = answer ? strtoll(answer, NULL, 10) : 0;
  free(answer);
  return number;
}

void store_checkpoint(sqlite3 *store) { run(store, "PRAGMA wal_checkpoint(RESTART)"); }

/* The expression that `changed` gives for a column, or the column itself; free() it. */
static char *replacement(const char *changed, const char *column) {
  size_t length = strlen(column);
  for (const char *at = changed; at; at = strchr(at, ';')) {
    if (*at == ';') at++;
    if (strncmp(at, column, length) == 0 && at[length] == '=')
      return strndup(at + length + 1, strcspn(at + length + 1, ";"));
  }
  return text("\"%s\"", column);
}

void copy_row(sqlite3 *store, const char *table, long count, const char *changed) {
  sqlite3_stmt *columns = NULL;
  char *question = text("SELECT name FROM pragma_table_info('%s')", table);
  if (sqlite3_prepare_v2(store, question, -1, &columns, NULL) != SQLITE_OK) fail(store, question);
  free(question);
  char *list = strdup("");
  while (sqlite3_step(columns) == SQLITE_ROW) {
    char *value = replacement(changed, (const char *)sqlite3_column_text(columns, 0));
    char *longer = text("%s%s%s", list, *list ? "," : "", value);
    free(list);
    free(value);
    list = longer;
  }
  sqlite3_finalize(columns);
  sql(store,
      "WITH RECURSIVE series(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM series WHERE i<%ld),"
      "sample AS MATERIALIZED (SELECT * FROM %s LIMIT 1)"
      "INSERT INTO %s SELECT %s FROM series, sample",
      count, table, table, list);
  free(list);
}
