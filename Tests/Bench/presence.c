/* SPDX-License-Identifier: MIT */
/*
 * The CPU of a ping and of a check with presence in the store ("store:"): a transaction and a
 * query. The targets of the shared segment (400 and 150 ns) are for "shm:", which comes later.
 */
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "store.h"

enum { SPAN = 2000 };

static void name(char user[24], unsigned long i, unsigned long people) {
  snprintf(user, 24, "%lu", 1000 + i * 7919 % people);
}

static double ping_span(matines_engine *engine, unsigned long from, unsigned long people) {
  char user[24];
  double start = cpu_us();
  for (unsigned long i = from; i < from + SPAN; i++) {
    name(user, i, people);
    must(matines_presence_ping(engine, user, "tab-1", (int32_t)(i & 1)), "ping");
  }
  return (cpu_us() - start) * 1000 / SPAN;
}

static double check_span(matines_engine *engine, unsigned long from, unsigned long people) {
  char user[24];
  double start = cpu_us();
  for (unsigned long i = from; i < from + SPAN; i++) {
    matines_presence presence;
    name(user, i, people);
    must(matines_presence_check(engine, user, &presence), "check");
    if (presence == MATINES_OFFLINE) give_up("somebody present was found offline");
  }
  return (cpu_us() - start) * 1000 / SPAN;
}

int main(void) {
  long people = setting("PRESENT", 100000);
  matines_engine *engine = open_store("presence.db", 0, "");
  must(matines_presence_ping(engine, "1000", "tab-1", 1), "ping");
  sqlite3 *store = store_open("presence.db");
  copy_row(store, "presence", people - 1, "user=CAST(1000+i AS TEXT)");
  store_checkpoint(store);
  double pings[ROUNDS * 2], checks[ROUNDS * 2];
  for (unsigned long i = 0; i < ROUNDS * 2; i++) {
    pings[i] = ping_span(engine, i * SPAN, (unsigned long)people);
    store_checkpoint(store);
    checks[i] = check_span(engine, i * SPAN, (unsigned long)people);
  }
  print_figure("presence_ping", median(pings, ROUNDS * 2), "ns");
  print_figure("presence_check", median(checks, ROUNDS * 2), "ns");
  store_close(store);
  matines_close(engine);
}
