/* SPDX-License-Identifier: MIT */
/* A channel of the host's own: what it is told, what becomes of each answer. */
#include "port.h"

static port_state state;
static host_clock host_time;
static char last[1 << 16];

static matines_outcome deliver(void *context, const char *delivery_json) {
  port_state *asked = context;
  CHECK(asked == &state);
  snprintf(last, sizeof last, "%s", delivery_json);
  port_entered(asked);
  return (matines_outcome)(asked->mood == GARBAGE ? asked->number : MATINES_DELIVERED);
}

static void add(const char *name) {
  matines_channel table = {.size = sizeof table, .timeout_ms = 1000, .context = &state,
                           .deliver = deliver, .release = port_release};
  OK(matines_add_channel(state.own, name, &table));
  memset(&table, 0xAA, sizeof table);
}

static void refusals(void) {
  const uint32_t times[] = {0, 600001, UINT32_MAX};
  matines_channel table = {.size = sizeof table, .timeout_ms = 1000, .context = &state};
  STATUS(MATINES_ENULL, matines_add_channel(state.own, "pager", &table));
  table.deliver = deliver;
  for (int i = 0; i < 3; i++) {
    table.timeout_ms = times[i];
    STATUS(MATINES_EINVALID, matines_add_channel(state.own, "pager", &table));
  }
  table.timeout_ms = 600000;
  table.size--;
  STATUS(MATINES_EVERSION, matines_add_channel(state.own, "pager", &table));
  table.size++;
  add("pager");
  STATUS(MATINES_ECONFLICT, matines_add_channel(state.own, "pager", &table));
  STATUS(MATINES_ECONFLICT, matines_add_channel(state.own, "email", &table));
  NUMBER(0, state.called);
}

static void normal(void) {
  matines_receipt receipt = emit_promotion(state.own, NULL);
  NUMBER(0, state.called);
  NUMBER(1, work(state.own, 0).delivered);
  NUMBER(1, state.called);
  CHECK(json_valid(last));
  TEXT("1", json_at(last, "version"));
  TEXT("delivery", json_at(last, "kind"));
  TEXT("pager", json_at(last, "channel"));
  TEXT("1", json_at(last, "attempt"));
  TEXT(receipt.notification_id, json_at(last, "notification.id"));
  TEXT("role", json_at(last, "notification.category"));
  TEXT("42", json_at(last, "user.id"));
  TEXT("jeanne@example.org", json_at(last, "user.email"));
  TEXT("l'Agriculture", json_at(last, "notification.data.ministry"));
  CHECK(*json_at(last, "title") && *json_at(last, "text") && *json_at(last, "token"));
  /* The token of a delivery the library carries is nobody's. */
  STATUS(MATINES_ECONFLICT,
         matines_settle(state.own, json_at(last, "token"), MATINES_DELIVERED, NULL));
}

static void answers(void) {
  const int64_t garbage[] = {0, -1, 6, 99, INT32_MAX, INT32_MIN};
  state.mood = GARBAGE;
  for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
    state.number = garbage[i];
    emit_promotion(state.own, NULL);
    NUMBER(1, work(state.own, 0).failed);
  }
  state.number = MATINES_GONE;
  emit_promotion(state.own, NULL);
  NUMBER(1, work(state.own, 0).failed);
  state.number = MATINES_LATER;
  emit_promotion(state.own, NULL);
  NUMBER(1, work(state.own, 0).retried);
  state.number = MATINES_DELIVERED;
  clock_advance(&host_time, 5000);
  NUMBER(1, work(state.own, 0).delivered);
  TEXT("2", json_at(last, "attempt"));
  state.number = MATINES_UNKNOWN;
  emit_promotion(state.own, NULL);
  matines_work_report report = work(state.own, 0);
  NUMBER(1, report.unknown + report.retried);
  clock_advance(&host_time, 86400000);
  state.mood = NORMAL;
  work(state.own, 0);
}

static void entering_again(void) {
  state.mood = REENTERING;
  emit_promotion(state.own, NULL);
  NUMBER(1, work(state.own, 0).delivered);
  state.mood = NORMAL;
}

/* The close waits for the call it came from; the release is over when that call is. */
static void closing(void) {
  port_open(&state, PAGER);
  add("pager");
  port_ready(&state);
  emit_promotion(state.own, NULL);
  state.mood = CLOSING;
  NUMBER(1, work(state.own, 0).delivered);
  NUMBER(1, state.released);
  matines_close(state.own), matines_close(state.other);
  NUMBER(1, state.released);
}

int main(void) {
  port_open(&state, PAGER);
  refusals();
  clock_set(state.own, &host_time);
  port_ready(&state);
  normal();
  answers();
  entering_again();
  port_close(&state);
  closing();
  return check_end("port_channel");
}
