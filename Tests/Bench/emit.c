/* SPDX-License-Identifier: MIT */
/*
 * The CPU of one emit beside its floor: an offline user among 1 000 known ones, unique event ids,
 * the built-in policy. `emit`: people with a browser, hence two pushes and an e-mail, seven rows;
 * `emit_email`: people without one, hence an e-mail, five rows. Both sides write the same rows into
 * tables that were one file; blocks alternate, and both logs are moved into their files between
 * the measured spans.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "floor.h"
#include "measure.h"
#include "store.h"

enum { USERS = 1000, SPAN = 250, FRAME = 24, LOG_HEADER = 32 };

static const char *CHANNELS =
    ",\"realtime\":\"host:\",\"mailer\":\"host:\",\"sms\":\"host:\",\"webpush\":\"host:\"";

typedef struct {
  matines_engine *engine;
  sqlite3 *control;
  floor_store *floor;
  unsigned long emitted;
} pair;

static void copy_file(const char *from, const char *to) {
  int input = open(from, O_RDONLY), output = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  struct stat status;
  if (input < 0 || output < 0 || fstat(input, &status) != 0) give_up(from);
  for (off_t left = status.st_size; left > 0;) {
    ssize_t sent = sendfile(output, input, NULL, (size_t)left);
    if (sent <= 0) give_up(to);
    left -= sent;
  }
  close(input);
  close(output);
}

static void emit(matines_engine *engine, const char *series, unsigned long i) {
  char key[37], document[256];
  event_id(key, series, i);
  event_document(document, sizeof document, (long)(i % USERS));
  must(matines_emit(engine, "user.promoted_to_minister", key, document, NULL), "emit");
}

static double library_span(pair *pair) {
  double start = cpu_us();
  for (unsigned long i = 0; i < SPAN; i++) emit(pair->engine, "a", pair->emitted + i);
  return cpu_us() - start;
}

static double floor_span(pair *pair) {
  double start = cpu_us();
  for (unsigned long i = 0; i < SPAN; i++) {
    char key[37], user[16];
    event_id(key, "a", pair->emitted + i);
    snprintf(user, sizeof user, "%lu", 1000 + (pair->emitted + i) % USERS);
    floor_emit(pair->floor, user, key);
  }
  return cpu_us() - start;
}

/* Both write the same events, in turn, one span after the other. */
static void block(pair *pair, long spans, double *library, double *floor) {
  *library = *floor = 0;
  for (long span = 0; span < spans; span++) {
    *library += library_span(pair);
    *floor += floor_span(pair);
    pair->emitted += SPAN;
    store_checkpoint(pair->control);
    store_checkpoint(floor_connection(pair->floor));
  }
  *library /= (double)(spans * SPAN);
  *floor /= (double)(spans * SPAN);
}

static pair prepare(const char *name, int browsers) {
  char *file = text("%s.db", name), *copy = text("%s-floor.db", name);
  pair pair = {.engine = open_store(file, 0, CHANNELS)};
  put_users(pair.engine, USERS);
  if (browsers) put_browsers(pair.engine, USERS);
  emit(pair.engine, "first", 0);
  matines_close(pair.engine);
  pair.control = store_open(file);
  store_checkpoint(pair.control);
  copy_file(file, copy);
  pair.engine = open_store(file, 0, CHANNELS);
  pair.floor = floor_open(copy);
  free(file), free(copy);
  return pair;
}

static void finish(pair *pair) {
  long long ours = sql_number(pair->control, "SELECT count(*) FROM delivery");
  long long theirs = sql_number(floor_connection(pair->floor), "SELECT count(*) FROM delivery");
  if (ours != theirs) give_up("the floor did not write the rows the library wrote");
  matines_close(pair->engine);
  store_close(pair->control);
  floor_close(pair->floor);
}

static void compare(const char *figure, int browsers) {
  pair pair = prepare(figure, browsers);
  long spans = setting("EMITS", 5000) / SPAN;
  double library[ROUNDS], floor[ROUNDS], warm;
  block(&pair, 4, &warm, &warm);
  for (int round = 0; round < ROUNDS; round++)
    block(&pair, spans, &library[round], &floor[round]);
  char *peer = text("%s_floor", figure), *rows = text("%s_rows", figure);
  print_beside(figure, median(library, ROUNDS), "us", peer, median(floor, ROUNDS));
  print_figure(rows, floor_rows(pair.floor), "rows");
  finish(&pair);
  free(peer), free(rows);
}

static unsigned long big_endian(const unsigned char *octets) {
  return (unsigned long)octets[0] << 24 | (unsigned long)octets[1] << 16 |
         (unsigned long)octets[2] << 8 | octets[3];
}

/* Trees a commit writes, from the log: a frame names its page, the last of a commit the size. */
static double trees(sqlite3 *store, const char *log, long page_size) {
  sql(store, "CREATE TEMP TABLE owner AS SELECT pageno, name FROM dbstat");
  sql(store, "CREATE TEMP TABLE written (seq INTEGER, pageno INTEGER)");
  FILE *file = fopen(log, "rb");
  if (!file || fseek(file, LOG_HEADER, SEEK_SET) != 0) give_up(log);
  unsigned char header[FRAME];
  long commits = 0;
  sql(store, "BEGIN");
  while (fread(header, 1, FRAME, file) == FRAME && fseek(file, page_size, SEEK_CUR) == 0) {
    sql(store, "INSERT INTO written VALUES (%ld, %lu)", commits, big_endian(header));
    if (big_endian(header + 4) != 0) commits++;
  }
  sql(store, "COMMIT");
  fclose(file);
  long long pairs = sql_number(
      store,
      "SELECT count(*) FROM (SELECT DISTINCT seq, name FROM written JOIN owner USING (pageno))");
  return commits ? (double)pairs / (double)commits : 0;
}

/* Writes that this process has asked the kernel for; 0 where it does not count them. */
static double writes(void) {
  FILE *file = fopen("/proc/self/io", "r");
  char line[64];
  long long count = 0;
  while (file && fgets(line, sizeof line, file)) {
    if (sscanf(line, "syscw: %lld", &count) == 1) break;
  }
  if (file) fclose(file);
  return (double)count;
}

/* Pages and trees an emit writes, from the log of 200 emits that nobody checkpoints. */
static void layout(void) {
  matines_engine *engine = open_store("layout.db", 0, CHANNELS);
  put_users(engine, USERS);
  put_browsers(engine, USERS);
  for (unsigned long i = 0; i < 5 * USERS; i++) emit(engine, "warm", i);
  matines_close(engine);
  sqlite3 *store = store_open("layout.db");
  engine = open_store("layout.db", 0, CHANNELS);
  sql(store, "PRAGMA wal_checkpoint(TRUNCATE)");
  enum { EMITS = 200 };
  double before = writes();
  for (unsigned long i = 0; i < EMITS; i++) emit(engine, "layout", i);
  print_figure("emit_writes", (writes() - before) / EMITS, "writes");
  struct stat status;
  if (stat("layout.db-wal", &status) != 0) give_up("layout.db-wal");
  long page_size = (long)sql_number(store, "PRAGMA page_size");
  double frames = (double)(status.st_size - LOG_HEADER) / (double)(page_size + FRAME);
  print_figure("emit_wal_frames", frames / EMITS, "frames");
  print_figure("emit_btrees", trees(store, "layout.db-wal", page_size), "trees");
  store_close(store);
  matines_close(engine);
}

int main(void) {
  compare("emit", 1);
  compare("emit_email", 0);
  layout();
}
