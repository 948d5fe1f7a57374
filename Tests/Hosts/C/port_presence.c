/* SPDX-License-Identifier: MIT */
/* The host answers for presence: what it says is judged by, garbage is offline. */
#include "port.h"

static port_state state;

static int32_t check(void *context, const char *user_id) {
  port_state *asked = context;
  CHECK(asked == &state);
  TEXT("42", user_id);
  port_entered(asked);
  return (int32_t)asked->number;
}

static void set(void) {
  matines_presence_port table = {
      .size = sizeof table, .context = &state, .check = check, .release = port_release};
  OK(matines_set_presence(state.own, &table));
}

static matines_presence asked(void) {
  matines_presence presence = (matines_presence)9;
  OK(matines_presence_check(state.own, "42", &presence));
  return presence;
}

static void refusals(void) {
  matines_presence_port table = {.size = sizeof table, .context = &state, .release = port_release};
  STATUS(MATINES_ENULL, matines_set_presence(state.own, &table));
  table.check = check;
  table.size--;
  STATUS(MATINES_EVERSION, matines_set_presence(state.own, &table));
  NUMBER(0, state.released);
}

static void answers(void) {
  const int64_t garbage[] = {-1, 3, 99, INT32_MAX, INT32_MIN};
  for (int i = MATINES_OFFLINE; i <= MATINES_VISIBLE; i++) {
    state.number = i;
    NUMBER(i, asked());
  }
  for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
    state.number = garbage[i];
    NUMBER(MATINES_OFFLINE, asked());
  }
  STATUS(MATINES_EUNSUPPORTED, matines_presence_ping(state.own, "42", "tab", 1));
  STATUS(MATINES_EUNSUPPORTED, matines_presence_leave(state.own, "42", "tab"));
}

/* The decision follows the host's word. */
static void judged(void) {
  char *text = NULL;
  state.number = MATINES_VISIBLE;
  matines_receipt receipt = emit_promotion(state.own, NULL);
  OK(matines_explain(state.own, "42", receipt.notification_id, NULL, &text));
  TEXT("visible", json_at(text, "presence"));
  matines_free(text);
  state.number = MATINES_OFFLINE;
}

static matines_engine *closing;
static int closed;

static int32_t close_own(void *context, const char *user_id) {
  CHECK(context == &closed && user_id);
  matines_close(closing);
  return MATINES_VISIBLE;
}

static void count_closed(void *context) { ++*(int *)context; }

/* The call that outlives its engine's last handle ends it, and nothing after it is the worse. */
static void ends_with_its_call(void) {
  matines_presence_port table = {
      .size = sizeof table, .context = &closed, .check = close_own, .release = count_closed};
  for (int i = 1; i <= 20; i++) {
    closing = open_engine("{\"store\":\"memory:\",\"close_ms\":%d}", i);
    OK(matines_set_presence(closing, &table));
    matines_presence presence = MATINES_OFFLINE;
    OK(matines_presence_check(closing, "42", &presence));
    NUMBER(MATINES_VISIBLE, presence);
    NUMBER(i, closed);
    STATUS(MATINES_ECLOSED, matines_presence_check(closing, "42", &presence));
  }
}

int main(void) {
  port_open(&state, "\"mailer\":\"host:\"");
  refusals();
  set();
  port_ready(&state);
  answers();
  judged();
  state.mood = REENTERING;
  asked();
  emit_promotion(state.own, NULL);
  state.mood = NORMAL;
  set();
  NUMBER(1, state.released);
  state.released = 0;
  port_close(&state);
  port_open(&state, "\"mailer\":\"host:\"");
  set();
  port_ready(&state);
  state.mood = CLOSING;
  NUMBER(MATINES_OFFLINE, asked());
  NUMBER(1, state.released);
  matines_close(state.own), matines_close(state.other);
  NUMBER(1, state.released);
  ends_with_its_call();
  return check_end("port_presence");
}
