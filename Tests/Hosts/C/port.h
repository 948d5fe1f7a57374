/* SPDX-License-Identifier: MIT */
/* What every host port must stand: calls back into engines, a close from within, one release. */
#ifndef PORT_H
#define PORT_H

#include <stdint.h>

#include "host.h"
#include "json.h"

/* How the function under test answers, and what it does first. */
typedef enum port_mood { NORMAL, GARBAGE, NOTHING_AT_ALL, REFUSING, REENTERING, CLOSING } port_mood;

typedef struct port_state {
  port_mood mood;
  /* The garbage of this round. */
  int64_t number;
  const char *text;
  int called, released;
  matines_engine *own, *other;
  char notification[37];
} port_state;

static inline void port_release(void *context) {
  port_state *state = context;
  state->released++;
}

/* Those that change their own engine. */
static inline void port_changes(matines_engine *own) {
  char *text = (char *)own;
  int32_t send = 1;
  matines_channel channel = {.size = sizeof channel};
  matines_presence_port presence = {.size = sizeof presence};
  matines_user_directory directory = {.size = sizeof directory};
  matines_renderer renderer = {.size = sizeof renderer};
  matines_clock clock = {.size = sizeof clock};
  matines_log log = {.size = sizeof log};
  const char *id = "01890000-0000-7000-8000-000000000000";
  STATUS(MATINES_EREENTRY, matines_user_put(own, JEANNE));
  STATUS(MATINES_EREENTRY, matines_subscription_put(own, "42", BROWSER));
  STATUS(MATINES_EREENTRY, matines_subscription_remove(own, "42", "https://a.example/"));
  STATUS(MATINES_EREENTRY, matines_emit(own, PROMOTED, NULL, PROMOTION, NULL));
  STATUS(MATINES_EREENTRY, matines_stage(own, PROMOTED, "again", PROMOTION));
  STATUS(MATINES_EREENTRY, matines_confirm(own, "again", NULL));
  STATUS(MATINES_EREENTRY, matines_discard(own, "again"));
  STATUS(MATINES_EREENTRY, matines_notify(own, "42", NULL, "{\"title\":\"a\"}", NULL));
  STATUS(MATINES_EREENTRY, matines_presence_ping(own, "42", "tab", 1));
  STATUS(MATINES_EREENTRY, matines_presence_leave(own, "42", "tab"));
  STATUS(MATINES_EREENTRY, matines_inbox_mark(own, "42", "[]", MATINES_SEEN, NULL));
  STATUS(MATINES_EREENTRY, matines_inbox_mark_all(own, "42", id, NULL, MATINES_SEEN, NULL));
  STATUS(MATINES_EREENTRY, matines_inbox_undo(own, "42", id, NULL));
  STATUS(MATINES_EREENTRY, matines_work(own, 0, NULL));
  STATUS(MATINES_EREENTRY, matines_take(own, "[\"stage\"]", &text));
  CHECK(text == NULL);
  STATUS(MATINES_EREENTRY, matines_hand_over(own, "token"));
  STATUS(MATINES_EREENTRY, matines_begin(own, "token", &send));
  NUMBER(0, send);
  STATUS(MATINES_EREENTRY, matines_extend(own, "token"));
  STATUS(MATINES_EREENTRY, matines_settle(own, "token", MATINES_DELIVERED, NULL));
  STATUS(MATINES_EREENTRY, matines_failed_retry(own, 1));
  STATUS(MATINES_EREENTRY, matines_failed_drop(own, 1));
  STATUS(MATINES_EREENTRY, matines_suppression_put(own, "a@example.org", "bounce"));
  STATUS(MATINES_EREENTRY, matines_suppression_remove(own, "a@example.org"));
  STATUS(MATINES_EREENTRY, matines_add_channel(own, "other", &channel));
  STATUS(MATINES_EREENTRY, matines_set_presence(own, &presence));
  STATUS(MATINES_EREENTRY, matines_set_user_directory(own, &directory));
  STATUS(MATINES_EREENTRY, matines_set_renderer(own, &renderer));
  STATUS(MATINES_EREENTRY, matines_set_clock(own, &clock));
  STATUS(MATINES_EREENTRY, matines_set_log(own, &log));
  STATUS(MATINES_EREENTRY, matines_clock_set(own, 0));
  STATUS(MATINES_EREENTRY, matines_log_take(own, &text));
}

/* Those that read. They may ask this very function again, which answers as normal. */
static inline void port_reads(port_state *state) {
  char *text = NULL;
  matines_presence presence;
  matines_counts counts = {.size = sizeof counts};
  OK(matines_inbox_counts(state->own, "42", &counts));
  OK(matines_presence_check(state->own, "42", &presence));
  OK(matines_inbox_page(state->own, "42", "{\"limit\":10}", &text));
  matines_free(text);
  OK(matines_explain(state->own, "42", state->notification, NULL, &text));
  matines_free(text);
  OK(matines_policy_show(state->own, &text));
  matines_free(text);
  OK(matines_failed_list(state->own, 10, &text));
  matines_free(text);
  OK(matines_suppression_list(state->own, NULL, 10, &text));
  matines_free(text);
  OK(matines_subscription_list(state->own, "42", &text));
  matines_free(text);
}

/* What a function under test does before it answers. */
static inline void port_entered(port_state *state) {
  state->called++;
  if (state->mood == REENTERING) {
    state->mood = NORMAL;
    port_reads(state);
    port_changes(state->own);
    emit_promotion(state->other, NULL);
    work(state->other, 0);
    port_changes(state->own);
    state->mood = REENTERING;
  }
  if (state->mood == CLOSING) {
    state->mood = NORMAL;
    matines_close(state->own);
    matines_presence presence;
    STATUS(MATINES_ECLOSED, matines_presence_check(state->own, "42", &presence));
    NUMBER(0, state->released);
  }
}

/* Two engines in memory; the first knows user 42, who has one notification. */
static inline void port_open(port_state *state, const char *members) {
  memset(state, 0, sizeof *state);
  state->own = open_engine("{\"store\":\"memory:\"%s%s}", *members ? "," : "", members);
  state->other = open_engine("{\"store\":\"memory:\",\"close_ms\":5001}");
}

static inline void port_ready(port_state *state) {
  strcpy(state->notification, emit_promotion(state->own, "first").notification_id);
  work(state->own, 0);
  state->called = 0;
}

static inline void port_close(port_state *state) {
  NUMBER(0, state->released);
  matines_close(state->own);
  matines_close(state->other);
  NUMBER(1, state->released);
  matines_close(state->own);
  NUMBER(1, state->released);
}

/* Only the pager, at once; then the e-mail the host carries. */
#define PAGER                                                                            \
  "\"mailer\":\"host:\",\"policy\":{\"channels\":[\"pager\"],\"ladders\":{\"standard\":[" \
  "{\"channel\":\"pager\"},{\"channel\":\"email\"}]}}"

#endif
