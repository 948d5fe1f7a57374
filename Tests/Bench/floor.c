/* SPDX-License-Identifier: MIT */
#include "floor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "measure.h"
#include "store.h"

enum { COLUMNS = 32, DELIVERIES = 16 };

/* A value of the library's own row, bound again and again without a copy. */
typedef struct {
  int type;
  long long number;
  char *text;
  int length;
} cell;

typedef struct {
  int count;
  cell cells[COLUMNS];
} row;

struct floor_store {
  sqlite3 *store;
  sqlite3_stmt *begin, *commit, *last, *person, *browsers, *counters;
  int has_browsers;
  sqlite3_stmt *key, *notification, *recipient, *delivery;
  row key_row, notification_row, recipient_row, delivery_rows[DELIVERIES];
  int deliveries;
};

static sqlite3_stmt *prepared(sqlite3 *store, const char *statement) {
  sqlite3_stmt *result = NULL;
  unsigned flags = SQLITE_PREPARE_PERSISTENT;
  if (sqlite3_prepare_v3(store, statement, -1, flags, &result, NULL) != SQLITE_OK)
    give_up(sqlite3_errmsg(store));
  return result;
}

static void step(sqlite3_stmt *statement, int expected) {
  if (sqlite3_step(statement) != expected)
    give_up(sqlite3_errmsg(sqlite3_db_handle(statement)));
}

static void run(sqlite3_stmt *statement) {
  step(statement, SQLITE_DONE);
  sqlite3_reset(statement);
}

static void remember(sqlite3_stmt *query, row *output) {
  output->count = sqlite3_column_count(query);
  if (output->count > COLUMNS) give_up("a table has more columns than the floor knows");
  for (int i = 0; i < output->count; i++) {
    cell *cell = &output->cells[i];
    cell->type = sqlite3_column_type(query, i);
    cell->number = sqlite3_column_int64(query, i);
    if (cell->type != SQLITE_TEXT) continue;
    cell->length = sqlite3_column_bytes(query, i);
    cell->text = strdup((const char *)sqlite3_column_text(query, i));
  }
}

/* Reads the rows of a table, and prepares the statement that inserts such a one. `order` puts the
   columns that change first. */
static sqlite3_stmt *learn(
    sqlite3 *store, const char *table, const char *first, row *rows, int limit, int *found) {
  char *names = sql_text(
      store,
      "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('%s') "
      "WHERE instr(',%s,', ','||name||',') = 0)",
      table, first);
  char *columns = text("%s,%s", first, names);
  char *question = text("SELECT %s FROM %s ORDER BY 1", columns, table);
  sqlite3_stmt *query = prepared(store, question);
  for (*found = 0; sqlite3_step(query) == SQLITE_ROW; (*found)++) {
    if (*found == limit) give_up("the library wrote more rows than expected");
    remember(query, &rows[*found]);
  }
  sqlite3_finalize(query);
  if (*found == 0) give_up("the library wrote no row");
  char marks[2 * COLUMNS + 1] = "";
  for (int i = 0; i < rows[0].count; i++) strcat(marks, i ? ",?" : "?");
  char *insertion = text("INSERT INTO %s (%s) VALUES (%s)", table, columns, marks);
  sqlite3_stmt *insert = prepared(store, insertion);
  free(names), free(columns), free(question), free(insertion);
  return insert;
}

floor_store *floor_open(const char *file) {
  floor_store *floor = calloc(1, sizeof *floor);
  if (!floor) give_up("memory");
  sqlite3 *store = floor->store = store_open(file);
  int one;
  floor->key = learn(store, "idempotency", "key,notification", &floor->key_row, 1, &one);
  floor->notification = learn(
      store, "notification", "id,event_id,created", &floor->notification_row, 1, &one);
  floor->recipient = learn(
      store, "recipient", "user,notification,first_delivery", &floor->recipient_row, 1, &one);
  floor->delivery = learn(
      store, "delivery", "id,notification,user", floor->delivery_rows, DELIVERIES,
      &floor->deliveries);
  floor->begin = prepared(store, "BEGIN IMMEDIATE");
  floor->commit = prepared(store, "COMMIT");
  floor->last = prepared(
      store, "SELECT (SELECT max(id) FROM notification), (SELECT max(id) FROM delivery)");
  floor->person = prepared(
      store,
      "SELECT email, phone, locale, zone, roles, domains, unread, version FROM user WHERE id = ?");
  floor->browsers = prepared(store, "SELECT number FROM subscription WHERE user = ?");
  floor->has_browsers = sql_number(store, "SELECT count(*) FROM subscription") > 0;
  char *severity = sql_text(
      store,
      "SELECT CASE severity WHEN 0 THEN 'info' WHEN 1 THEN 'success' WHEN 2 THEN 'warning' "
      "ELSE 'error' END FROM notification");
  char *update = text(
      "UPDATE user SET unread = unread + 1, %s = %s + 1, version = version + 1 WHERE id = ?",
      severity, severity);
  floor->counters = prepared(store, update);
  free(severity), free(update);
  return floor;
}

static void bind_rest(sqlite3_stmt *statement, const row *row, int from) {
  for (int i = from; i < row->count; i++) {
    const cell *cell = &row->cells[i];
    if (cell->type == SQLITE_TEXT)
      sqlite3_bind_text(statement, i + 1, cell->text, cell->length, SQLITE_STATIC);
    else if (cell->type == SQLITE_INTEGER)
      sqlite3_bind_int64(statement, i + 1, cell->number);
    else
      sqlite3_bind_null(statement, i + 1);
  }
}

static void bind_text(sqlite3_stmt *statement, int index, const char *value) {
  sqlite3_bind_text(statement, index, value, -1, SQLITE_STATIC);
}

static long long now_ms(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

static void insert_deliveries(
    floor_store *floor, const char *user, long long id, long long first) {
  for (int i = 0; i < floor->deliveries; i++) {
    sqlite3_bind_int64(floor->delivery, 1, first + i);
    sqlite3_bind_int64(floor->delivery, 2, id);
    bind_text(floor->delivery, 3, user);
    bind_rest(floor->delivery, &floor->delivery_rows[i], 3);
    run(floor->delivery);
  }
}

void floor_emit(floor_store *floor, const char *user, const char *key) {
  long long now = now_ms();
  run(floor->begin);
  step(floor->last, SQLITE_ROW);
  long long id = sqlite3_column_int64(floor->last, 0) + 1;
  long long first = sqlite3_column_int64(floor->last, 1) + 1;
  sqlite3_reset(floor->last);
  if (id < now << 12) id = now << 12;
  bind_text(floor->key, 1, key);
  sqlite3_bind_int64(floor->key, 2, id);
  bind_rest(floor->key, &floor->key_row, 2);
  run(floor->key);
  bind_text(floor->person, 1, user);
  step(floor->person, SQLITE_ROW);
  sqlite3_reset(floor->person);
  if (floor->has_browsers) {
    bind_text(floor->browsers, 1, user);
    while (sqlite3_step(floor->browsers) == SQLITE_ROW) continue;
    sqlite3_reset(floor->browsers);
  }
  sqlite3_bind_int64(floor->notification, 1, id);
  bind_text(floor->notification, 2, key);
  sqlite3_bind_int64(floor->notification, 3, now);
  bind_rest(floor->notification, &floor->notification_row, 3);
  run(floor->notification);
  bind_text(floor->recipient, 1, user);
  sqlite3_bind_int64(floor->recipient, 2, id);
  sqlite3_bind_int64(floor->recipient, 3, first);
  bind_rest(floor->recipient, &floor->recipient_row, 3);
  run(floor->recipient);
  insert_deliveries(floor, user, id, first);
  bind_text(floor->counters, 1, user);
  run(floor->counters);
  run(floor->commit);
}

sqlite3 *floor_connection(floor_store *floor) { return floor->store; }
int floor_rows(const floor_store *floor) { return 4 + floor->deliveries; }

void floor_close(floor_store *floor) {
  sqlite3_stmt *statements[] = {
      floor->begin, floor->commit, floor->last, floor->person, floor->browsers,
      floor->counters, floor->key, floor->notification, floor->recipient, floor->delivery};
  for (size_t i = 0; i < sizeof statements / sizeof *statements; i++)
    sqlite3_finalize(statements[i]);
  store_close(floor->store);
  free(floor);
}
