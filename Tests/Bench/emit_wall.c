/* SPDX-License-Identifier: MIT */
/*
 * How long the caller of emit waits, on the wall: commits that wait for the disk, and commits that
 * do not while a worker in another process settles deliveries in the same file.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "measure.h"
#include "store.h"
#include "worker.h"

enum { USERS = 1000 };

static const char *CHANNELS =
    ",\"realtime\":\"host:\",\"mailer\":\"host:\",\"sms\":\"host:\",\"webpush\":\"host:\"";

/* Emits until `limit` calls or ten seconds, `pause_us` apart; answers how many calls there were. */
static size_t sample(
    matines_engine *engine, const char *series, double *times, size_t limit, long pause_us) {
  double begin = wall_us();
  size_t count = 0;
  struct timespec pause = {.tv_nsec = pause_us * 1000};
  while (count < limit && wall_us() - begin < 10e6) {
    char key[37], document[256];
    event_id(key, series, count);
    event_document(document, sizeof document, (long)(count % USERS));
    double start = wall_us();
    must(matines_emit(engine, "user.promoted_to_minister", key, document, NULL), "emit");
    times[count++] = wall_us() - start;
    if (pause_us) nanosleep(&pause, NULL);
  }
  return count;
}

static void waits_for_the_disk(double *times, size_t limit) {
  matines_engine *engine = open_store("full.db", 1, CHANNELS);
  put_users(engine, USERS);
  put_browsers(engine, USERS);
  size_t count = sample(engine, "full", times, limit < 2000 ? limit : 2000, 0);
  print_figure("emit_full_p50", percentile(times, count, 0.50), "us");
  print_figure("emit_full_p99", percentile(times, count, 0.99), "us");
  matines_close(engine);
}

/* The worker settles what is emitted, as it comes; or, with a backlog, as fast as it can. */
static void beside_a_worker(const char *figure, double *times, size_t limit, long backlog) {
  char *file = text("%s.db", figure), *rate = text("%s_beside", figure);
  matines_engine *engine = open_store(file, 0, BENCH_POLICY);
  add_bench_channel(engine);
  put_users(engine, USERS);
  notify_sample(engine);
  matines_close(engine);
  if (backlog) {
    sqlite3 *store = store_open(file);
    fill(store, backlog, USERS);
    store_close(store);
  }
  worker worker = start_worker(file, BENCH_POLICY);
  engine = open_store(file, 0, BENCH_POLICY);
  add_bench_channel(engine);
  sample(engine, "warm", times, 100, 1000);
  size_t count = sample(engine, "beside", times, limit, 100);
  print_figure(figure, percentile(times, count, 0.99), "us");
  print_figure(rate, stop_worker(&worker), "settled/s");
  matines_close(engine);
  free(file), free(rate);
}

int main(void) {
  size_t limit = (size_t)setting("SAMPLES", 10000);
  double *times = calloc(limit, sizeof *times);
  if (!times) give_up("memory");
  beside_a_worker("emit_p99", times, limit, 0);
  beside_a_worker("emit_p99_backlog", times, limit, setting("BESIDE", 200000));
  waits_for_the_disk(times, limit);
  free(times);
}
