/* SPDX-License-Identifier: MIT */
/* The host tells the time: extremes and jumps never stop the process. */
#include "port.h"

static port_state state;
static int64_t wall = 1790000000000, boot = 1000;

static int64_t now_ms(void *context) {
  port_entered(context);
  return wall;
}

static int64_t boot_ms(void *context) {
  port_entered(context);
  return boot;
}

static void set(void) {
  matines_clock table = {.size = sizeof table, .context = &state, .now_ms = now_ms,
                         .boot_ms = boot_ms, .release = port_release};
  OK(matines_set_clock(state.own, &table));
}

static void refusals(void) {
  matines_clock table = {.size = sizeof table, .context = &state, .now_ms = now_ms};
  STATUS(MATINES_ENULL, matines_set_clock(state.own, &table));
  table.now_ms = NULL, table.boot_ms = boot_ms;
  STATUS(MATINES_ENULL, matines_set_clock(state.own, &table));
  table.now_ms = now_ms, table.size = 8;
  STATUS(MATINES_EVERSION, matines_set_clock(state.own, &table));
}

static void normal(void) {
  char *page = NULL;
  emit_promotion(state.own, NULL);
  OK(matines_inbox_page(state.own, "42", "{\"limit\":1}", &page));
  TEXT("1790000000000", json_at(page, "notifications.0.created_ms"));
  matines_free(page);
}

/* Any status will do, and no trap. */
static void extremes(void) {
  const int64_t times[] = {INT64_MIN, INT64_MIN + 1, -1, 0, 1, 281474976710655, 281474976710656,
                           INT64_MAX - 1, INT64_MAX};
  const size_t many = sizeof times / sizeof *times;
  for (size_t i = 0; i < many * many; i++) {
    char *text = NULL;
    matines_presence presence;
    wall = times[i / many], boot = times[i % many];
    matines_emit(state.own, PROMOTED, NULL, PROMOTION_WITH_JEANNE, NULL);
    matines_presence_ping(state.own, "42", "tab", 1);
    matines_presence_check(state.own, "42", &presence);
    matines_work(state.own, 0, NULL);
    if (matines_take(state.own, "[\"email\"]", &text) == MATINES_OK && text) {
      int32_t send;
      char token[64];
      snprintf(token, sizeof token, "%s", json_at(text, "token"));
      matines_hand_over(state.own, token);
      matines_extend(state.own, token);
      matines_begin(state.own, token, &send);
      matines_settle(state.own, token, MATINES_LATER, NULL);
    }
    matines_free(text);
    if (matines_take(state.own, "[\"stage\"]", &text) == MATINES_OK) matines_free(text);
    OK(matines_inbox_page(state.own, "42", "{\"limit\":100}", &text));
    CHECK(json_valid(text));
    matines_free(text);
  }
  wall = 1790000100000, boot = 2000;
  emit_promotion(state.own, NULL);
}

int main(void) {
  port_open(&state, PAGER);
  refusals();
  set();
  port_ready(&state);
  normal();
  state.mood = REENTERING;
  emit_promotion(state.own, NULL);
  state.mood = NORMAL;
  extremes();
  set();
  NUMBER(1, state.released);
  state.released = 0;
  port_close(&state);
  port_open(&state, PAGER);
  set();
  port_ready(&state);
  state.mood = CLOSING;
  emit_promotion(state.own, NULL);
  NUMBER(1, state.released);
  matines_close(state.own), matines_close(state.other);
  NUMBER(1, state.released);
  return check_end("port_clock");
}
