/* SPDX-License-Identifier: MIT */
/*
 * Messages claimed, judged, rendered, encrypted, carried to a server on loopback and settled by
 * matines_work(), a second of the worker's CPU. Its commits wait for the disk; those that make the
 * work do not, and are not measured. Each round is timed beside as many messages of the floor of
 * encryption, which tells how busy the machine was.
 */
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "webpush.h"

static const char *POLICY =
    ",\"policy\":{\"ladders\":{\"push\":[{\"channel\":\"webpush\",\"when\":\"any\"}]},"
    "\"categories\":{\"general\":{\"ladder\":\"push\"},"
    "\"role\":{\"mandatory\":true,\"severity\":\"success\",\"ladder\":\"push\"}}}";

static browsers those;

static void put_real_browsers(matines_engine *engine, long people) {
  for (long i = 0; i < people; i++) {
    char user[24], *endpoint = push_endpoint(i);
    char *document = browser_document(&those, i, endpoint);
    snprintf(user, sizeof user, "%ld", 1000 + i);
    must(matines_subscription_put(engine, user, document), "subscription_put");
    free(document), free(endpoint);
  }
}

static void emit_to_all(matines_engine *engine, long people, unsigned long round) {
  for (long i = 0; i < people; i++) {
    char key[37], document[256];
    event_id(key, "push", round * (unsigned long)people + (unsigned long)i);
    event_document(document, sizeof document, i);
    must(matines_emit(engine, "user.promoted_to_minister", key, document, NULL), "emit");
  }
}

/* Microseconds of CPU for each delivery, the engine's opening and closing left out. */
static double drained(matines_engine *engine, long wanted) {
  long delivered = 0;
  double start = cpu_us(), limit = wall_us() + 20e6;
  while (delivered < wanted) {
    matines_work_report report = {.size = sizeof report};
    must(matines_work(engine, 100, &report), "work");
    delivered += report.delivered;
    if (report.failed || report.retried || report.unknown || report.misconfigured)
      give_up("a message was not delivered");
    if (wall_us() > limit) give_up("the worker did not deliver in time");
  }
  return (cpu_us() - start) / (double)wanted;
}

static double encrypted(crypto_floor *floor, long count) {
  double start = cpu_us();
  for (long i = 0; i < count; i++) crypto_floor_message(floor, browser_key(&those, i));
  return (cpu_us() - start) / (double)count;
}

int main(void) {
  long people = setting("PEOPLE", 2000);
  char *push = webpush_members(), *members = text("%s%s", push, POLICY);
  matines_engine *engine = open_store("push.db", 0, members);
  put_users(engine, people);
  make_browsers(&those);
  put_real_browsers(engine, people);
  matines_close(engine);
  crypto_floor *floor = crypto_floor_open();
  double rounds[ROUNDS], floors[ROUNDS], ratios[ROUNDS];
  for (unsigned long round = 0; round < ROUNDS; round++) {
    engine = open_store("push.db", 0, members);
    emit_to_all(engine, people, round);
    matines_close(engine);
    engine = open_store("push.db", 1, members);
    rounds[round] = drained(engine, people);
    matines_close(engine);
    floors[round] = encrypted(floor, people);
    ratios[round] = rounds[round] / floors[round];
  }
  double spent = median(rounds, ROUNDS);
  print_figure("webpush_deliver", 1e6 / spent, "/s");
  print_ratio(
      "webpush_deliver_us", spent, "us", "webpush_floor", median(floors, ROUNDS),
      median(ratios, ROUNDS));
  crypto_floor_close(floor);
  free(members), free(push);
}
