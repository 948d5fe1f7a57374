/* SPDX-License-Identifier: MIT */
/*
 * The CPU of one delivery claimed, judged again, carried and settled by matines_work(), with few
 * and with many others waiting. Two ways: `drain` hands each to a function table of the host that
 * answers at once (its lease is renewed before the call, and the document is written for it);
 * `drain_judged` finds each no longer needed (a rung for people online, somebody offline), which is
 * the queue's own price: claimed, judged and settled in batches, nothing carried.
 */
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "store.h"
#include "worker.h"

enum { USERS = 1000, FEW = 1000 };

/* One rung that is judged needless when it is due. */
static const char *JUDGED =
    ",\"policy\":{\"channels\":[\"bench\"],\"ladders\":{\"bench\":"
    "[{\"channel\":\"bench\",\"when\":\"online\",\"after\":\"PT1S\"}]},"
    "\"categories\":{\"general\":{\"ladder\":\"bench\"}}}";

static matines_engine *open_bench(const char *file, const char *members) {
  matines_engine *engine = open_store(file, 0, members);
  add_bench_channel(engine);
  return engine;
}

static sqlite3 *prepare(const char *file, const char *members) {
  matines_engine *engine = open_bench(file, members);
  put_users(engine, USERS);
  notify_sample(engine);
  must(matines_work(engine, 0, NULL), "work");
  matines_close(engine);
  return store_open(file);
}

/* Microseconds of CPU for each delivery that calls of `budget` settled, until `wanted` are. */
static double drained(matines_engine *engine, long wanted, uint32_t budget) {
  long settled = 0;
  double start = cpu_us();
  while (settled < wanted) {
    matines_work_report report = {.size = sizeof report};
    must(matines_work(engine, budget, &report), "work");
    long now = report.delivered + report.cancelled;
    if (now == 0) give_up("the worker found nothing to do");
    settled += now;
  }
  return (cpu_us() - start) / (double)settled;
}

static double few(const char *members) {
  sqlite3 *store = prepare("few.db", members);
  double rounds[ROUNDS];
  for (int round = 0; round < ROUNDS; round++) {
    double spent = 0;
    enum { FILLS = 10 };
    for (int i = 0; i < FILLS; i++) {
      fill(store, FEW, USERS);
      matines_engine *engine = open_bench("few.db", members);
      spent += drained(engine, FEW, 0) / FILLS;
      matines_close(engine);
    }
    rounds[round] = spent;
  }
  store_close(store);
  return median(rounds, ROUNDS);
}

static double many(const char *members, long waiting) {
  sqlite3 *store = prepare("many.db", members);
  fill(store, waiting, USERS);
  matines_engine *engine = open_bench("many.db", members);
  double rounds[ROUNDS];
  drained(engine, 1000, 20);
  for (int round = 0; round < ROUNDS; round++) rounds[round] = drained(engine, 10000, 50);
  matines_close(engine);
  store_close(store);
  return median(rounds, ROUNDS);
}

static void remove_stores(void) {
  const char *files[] = {"few.db", "few.db-wal", "few.db-shm",
                         "many.db", "many.db-wal", "many.db-shm"};
  for (size_t i = 0; i < sizeof files / sizeof *files; i++) remove(files[i]);
}

static void print_pair(const char *name, const char *members, long waiting) {
  double small = few(members), large = many(members, waiting);
  char *with_few = text("%s_1k", name), *with_many = text("%s_1m", name);
  char *ratio = text("%s_ratio", name);
  print_figure(with_few, small, "us");
  print_beside(with_many, large, "us", with_few, small);
  print_figure(ratio, large / small, "times");
  free(with_few), free(with_many), free(ratio);
  remove_stores();
}

int main(void) {
  long waiting = setting("WAITING", 1000000);
  print_pair("drain", BENCH_POLICY, waiting);
  print_pair("drain_judged", JUDGED, waiting);
}
