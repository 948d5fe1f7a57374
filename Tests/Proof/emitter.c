/* SPDX-License-Identifier: MIT */
/*
 * emitter DOCUMENT JOURNAL SERIES FIRST COUNT MODE PAUSE_US: emits events with known ids and writes
 * a line to the journal after each success, in one write: "A id" accepted, "S id" staged, "C id"
 * confirmed, "D id" discarded. MODE "emit" emits only; "mixed" stages every other event and then
 * confirms it, discards it or leaves it. Each event brings a person of its own named after it, or
 * with MODE "shared" is about one of 50.
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "host.h"

static const char *EVENT = "user.promoted_to_minister";
static int journal;

/* Only channels that this process knows are planned; the workers carry this one. */
static matines_outcome carry_nothing(void *context, const char *delivery_json) {
  (void)context, (void)delivery_json;
  return MATINES_LATER;
}

static void add_channel(matines_engine *engine) {
  matines_channel channel = {
      .size = sizeof channel, .timeout_ms = 1000, .deliver = carry_nothing};
  must(matines_add_channel(engine, "proof", &channel), "add_channel");
}

static void note(char mark, const char *id) {
  char line[128];
  int length = snprintf(line, sizeof line, "%c %s\n", mark, id);
  if (write(journal, line, (size_t)length) != length) exit(1);
}

static void describe(char *document, size_t size, const char *id, long i, int shared) {
  char person[96];
  if (shared)
    snprintf(person, sizeof person, "p%ld", i % 50);
  else
    snprintf(person, sizeof person, "%s", id);
  snprintf(
      document, size,
      "{\"user_id\":\"%s\",\"users\":[{\"id\":\"%s\",\"email\":\"%s@example.org\"}],"
      "\"data\":{\"name\":\"Jeanne\",\"ministry\":\"l'Agriculture\",\"number\":%ld,"
      "\"targetUrl\":\"/admin/ministers/%ld\"}}",
      person, person, person, i, i);
}

static void emit(matines_engine *engine, const char *id, const char *document) {
  matines_receipt receipt = {.size = sizeof receipt};
  must(matines_emit(engine, EVENT, id, document, &receipt), "emit");
  if (receipt.recipients != 1 || receipt.repeated) give_up("receipt", MATINES_EINTERNAL);
  note('A', id);
}

/* Of four staged events two are confirmed, one is discarded and one stays open. */
static void stage(matines_engine *engine, const char *id, const char *document, long i) {
  must(matines_stage(engine, EVENT, id, document), "stage");
  note('S', id);
  if (i % 4 == 3) return;
  if (i % 4 == 2) {
    must(matines_discard(engine, id), "discard");
    note('D', id);
    return;
  }
  must(matines_confirm(engine, id, NULL), "confirm");
  note('C', id);
}

int main(int count, char **arguments) {
  if (count != 8) return 2;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const char *series = arguments[3], *mode = arguments[6];
  long first = atol(arguments[4]), last = first + atol(arguments[5]);
  long pause_us = atol(arguments[7]);
  journal = open(arguments[2], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (journal < 0) return 1;
  matines_engine *engine = open_document(arguments[1]);
  add_channel(engine);
  for (long i = first; i < last; i++) {
    char id[64], document[768];
    snprintf(id, sizeof id, "%s-%ld", series, i);
    describe(document, sizeof document, id, i, strcmp(mode, "shared") == 0);
    if (strcmp(mode, "mixed") == 0 && i % 2)
      stage(engine, id, document, i / 2);
    else
      emit(engine, id, document);
    struct timespec pause = {.tv_sec = pause_us / 1000000, .tv_nsec = pause_us % 1000000 * 1000};
    if (pause_us) nanosleep(&pause, NULL);
  }
  matines_close(engine);
}
