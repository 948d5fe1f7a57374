/* SPDX-License-Identifier: MIT */
/* Handles that are random, near a good one, closed or NULL, at every function. */
#include "doors.h"

static uint64_t state = 0x9E3779B97F4A7C15;

/* xorshift64: the same handles in every run. */
static uint64_t next(void) {
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  return state;
}

DOOR(work_once, ((void)text, matines_work(engine, 0, &outputs.report)))
DOOR(policy_show, ((void)text, matines_policy_show(engine, &outputs.text)))
DOOR(failed_list, ((void)text, matines_failed_list(engine, 10, &outputs.text)))
DOOR(failed_retry, ((void)text, matines_failed_retry(engine, 1)))
DOOR(failed_drop, ((void)text, matines_failed_drop(engine, 1)))
DOOR(suppression_list, ((void)text, matines_suppression_list(engine, NULL, 1, &outputs.text)))
DOOR(prune, ((void)text, matines_prune(engine, 0, 1, NULL)))

static const door others[] = {{"work", work_once, REPORT, 0, 0},
                              {"policy_show", policy_show, DOCUMENT, 0, 0},
                              {"failed_list", failed_list, DOCUMENT, 0, 0},
                              {"failed_retry", failed_retry, NOTHING, 0, 0},
                              {"failed_drop", failed_drop, NOTHING, 0, 0},
                              {"suppression_list", suppression_list, DOCUMENT, 0, 0},
                              {"prune", prune, NOTHING, 0, 0}};

static void at_every_function(matines_engine *handle, matines_status wanted) {
  for (int i = 0; i < DOORS; i++) refused(handle, &doors[i], "x", wanted);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    refused(handle, &others[i], "x", wanted);
  }
  matines_presence_port presence = {.size = sizeof presence};
  matines_user_directory directory = {.size = sizeof directory};
  matines_renderer renderer = {.size = sizeof renderer};
  matines_clock clock = {.size = sizeof clock};
  matines_log log = {.size = sizeof log};
  STATUS(wanted, matines_set_presence(handle, &presence));
  STATUS(wanted, matines_set_user_directory(handle, &directory));
  STATUS(wanted, matines_set_renderer(handle, &renderer));
  STATUS(wanted, matines_set_clock(handle, &clock));
  STATUS(wanted, matines_set_log(handle, &log));
  STATUS(wanted, matines_clock_set(handle, 0));
  char *text = NULL;
  STATUS(wanted, matines_log_take(handle, &text));
}

/* None is taken for a handle; closing one does nothing. */
static void at_random(matines_engine *good, long rounds) {
  long accepted = 0, foreign = 0;
  for (long i = 0; i < rounds; i++) {
    uintptr_t bits = next();
    if (i % 4 == 1) bits = (uintptr_t)good ^ (uintptr_t)1 << (i / 4 % 64);
    if (i % 4 == 2) bits &= 0xFFFFFFFF;
    if (i % 4 == 3) bits = (uintptr_t)good + (uintptr_t)(i % 1024) - 512;
    matines_engine *handle = (matines_engine *)bits;
    if (handle == good || !handle) continue;
    matines_presence presence;
    matines_status status = matines_presence_check(handle, "42", &presence);
    accepted += status == MATINES_OK;
    foreign += status != MATINES_EBADHANDLE;
    if (i % 16 == 0) matines_close(handle);
  }
  NUMBER(0, accepted);
  /* Its 30 bits let hardly any random value pass for one of an earlier life. */
  CHECK(foreign <= rounds / 10000);
}

int main(int count, char **values) {
  matines_engine *good = open_engine("{\"store\":\"memory:\",\"mailer\":\"host:\"}");
  matines_engine *closed = open_engine("{\"store\":\"memory:\",\"mailer\":\"host:\"}");
  OK(matines_user_put(good, JEANNE));
  strcpy(door_notification, emit_promotion(good, "evt-1").notification_id);
  at_every_function(NULL, MATINES_ENULL);
  at_every_function((matines_engine *)door_notification, MATINES_EBADHANDLE);
  matines_close(closed);
  at_every_function(closed, MATINES_ECLOSED);
  at_random(good, argument(count, values, 1, 1000000));
  NUMBER(1, counts_of(good, "42").unread);
  emit_promotion(good, "evt-2");
  NUMBER(2, counts_of(good, "42").unread);
  matines_close(good);
  at_every_function(good, MATINES_ECLOSED);
  return check_end("bad_handle");
}
