/* SPDX-License-Identifier: MIT */
/*
 * E-mails claimed, judged, rendered, carried to a mail server on loopback (MAIL_PORT) and settled
 * by matines_work(), a second of the worker's CPU. Its commits wait for the disk; those that make
 * the work do not, and are not measured.
 */
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"

/* Mail at once, in such numbers that one person's limit is not met. */
static const char *MEMBERS =
    ",\"mailer\":\"smtp://127.0.0.1:%ld?from=bo@example.org\",\"policy\":{\"ladders\":"
    "{\"mail\":[{\"channel\":\"email\",\"when\":\"any\"}]},"
    "\"categories\":{\"general\":{\"ladder\":\"mail\"},"
    "\"role\":{\"mandatory\":true,\"severity\":\"success\",\"ladder\":\"mail\"}}}";

static void emit_to_all(matines_engine *engine, long people, unsigned long round) {
  for (long i = 0; i < people; i++) {
    char key[37], document[256];
    event_id(key, "mail", round * (unsigned long)people + (unsigned long)i);
    event_document(document, sizeof document, i);
    must(matines_emit(engine, "user.promoted_to_minister", key, document, NULL), "emit");
  }
}

/* Microseconds of CPU for each delivery, the engine's opening and closing left out. */
static double drained(matines_engine *engine, long wanted) {
  long delivered = 0;
  double start = cpu_us(), limit = wall_us() + 60e6;
  while (delivered < wanted) {
    matines_work_report report = {.size = sizeof report};
    must(matines_work(engine, 100, &report), "work");
    delivered += report.delivered;
    if (report.failed || report.retried || report.unknown || report.misconfigured)
      give_up("a mail was not delivered");
    if (wall_us() > limit) give_up("the worker did not deliver in time");
  }
  return (cpu_us() - start) / (double)wanted;
}

/* What Symfony's Mailer reached, from SYMFONY: a second of CPU and of the clock, as it comes and
   with all reuse. It has no queue to look after. */
static void print_figures(double spent, double waited) {
  double stock_cpu, stock_wall, tuned_cpu, tuned_wall;
  const char *peer = getenv("SYMFONY");
  int count = peer ? sscanf(
      peer, "%lf %lf %lf %lf", &stock_cpu, &stock_wall, &tuned_cpu, &tuned_wall) : 0;
  if (count != 4) give_up("SYMFONY has not four figures");
  print_beside("mail_deliver", 1e6 / spent, "/s", "symfony_mailer", tuned_cpu);
  print_beside("mail_deliver_wall", 1e6 / waited, "/s", "symfony_mailer_stock", stock_wall);
  print_beside("mail_deliver_wall", 1e6 / waited, "/s", "symfony_mailer", tuned_wall);
}

int main(void) {
  long people = setting("PEOPLE", 2000);
  char *members = text(MEMBERS, setting("MAIL_PORT", 0));
  matines_engine *engine = open_store("mail.db", 0, members);
  put_users(engine, people);
  matines_close(engine);
  double rounds[ROUNDS], walls[ROUNDS];
  for (unsigned long round = 0; round < ROUNDS; round++) {
    engine = open_store("mail.db", 0, members);
    emit_to_all(engine, people, round);
    matines_close(engine);
    engine = open_store("mail.db", 1, members);
    double start = wall_us();
    rounds[round] = drained(engine, people);
    walls[round] = (wall_us() - start) / (double)people;
    matines_close(engine);
  }
  print_figures(median(rounds, ROUNDS), median(walls, ROUNDS));
  free(members);
}
