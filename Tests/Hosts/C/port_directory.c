/* SPDX-License-Identifier: MIT */
/* The host knows the people: somebody unknown to the store is found there, garbage is EIO. */
#include "port.h"

static port_state state;

static matines_status find(void *context, const char *user_id, const char **user_json) {
  port_state *asked = context;
  static char answer[8192];
  CHECK(asked == &state && *user_json == NULL);
  snprintf(answer, sizeof answer, "{\"id\":\"%s\",\"email\":\"%s@example.org\"}", user_id, user_id);
  port_entered(asked);
  if (asked->mood == NOTHING_AT_ALL) return MATINES_OK;
  *user_json = asked->mood == GARBAGE ? asked->text : answer;
  return asked->mood == REFUSING ? (matines_status)asked->number : MATINES_OK;
}

static void set(void) {
  matines_user_directory table = {
      .size = sizeof table, .context = &state, .find = find, .release = port_release};
  OK(matines_set_user_directory(state.own, &table));
}

static matines_status emit(const char *user) {
  char document[256];
  snprintf(document, sizeof document,
           "{\"user_id\":\"%s\",\"data\":{\"name\":\"A\",\"ministry\":\"B\"}}", user);
  return matines_emit(state.own, PROMOTED, NULL, document, NULL);
}

static void refusals(void) {
  matines_user_directory table = {.size = sizeof table, .context = &state};
  STATUS(MATINES_ENULL, matines_set_user_directory(state.own, &table));
  table.find = find;
  table.size = 0;
  STATUS(MATINES_EVERSION, matines_set_user_directory(state.own, &table));
}

static void normal(void) {
  OK(emit("43"));
  NUMBER(1, state.called);
  NUMBER(1, counts_of(state.own, "43").unread);
  char *job = NULL;
  OK(matines_notify(state.own, "44", NULL, "{\"title\":\"a\"}", NULL));
  NUMBER(2, state.called);
  /* Whoever comes along with the event is not asked for. */
  emit_promotion(state.own, NULL);
  NUMBER(2, state.called);
  state.mood = NOTHING_AT_ALL;
  STATUS(MATINES_EUNKNOWNUSER, emit("45"));
  OK(emit("42"));
  state.mood = NORMAL;
  matines_free(job);
}

static void garbage(void) {
  static char long_text[70000];
  memset(long_text, 'a', sizeof long_text - 1);
  const char *texts[] = {"", "{", "null", "[]", "{}", "{\"id\":\"99\"}",
                         "{\"id\":\"46\",\"id\":\"46\"}",
                         "{\"id\":\"46\",\"email\":\"x\"}", "{\"id\":\"46\",\"colour\":1}", "\xff",
                         long_text};
  const int64_t statuses[] = {-1, -20, -99, 1, INT32_MAX, INT32_MIN};
  state.mood = GARBAGE;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    state.text = texts[i];
    STATUS(MATINES_EIO, emit("46"));
  }
  state.mood = REFUSING;
  for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
    state.number = statuses[i];
    STATUS(MATINES_EIO, emit("46"));
  }
  state.mood = NORMAL;
  matines_counts counts = {.size = sizeof counts};
  STATUS(MATINES_EUNKNOWNUSER, matines_inbox_counts(state.own, "46", &counts));
  OK(emit("46"));
}

int main(void) {
  port_open(&state, "");
  refusals();
  set();
  port_ready(&state);
  normal();
  garbage();
  state.mood = REENTERING;
  OK(emit("47"));
  state.mood = NORMAL;
  port_close(&state);
  port_open(&state, "");
  set();
  port_ready(&state);
  state.mood = CLOSING;
  OK(emit("48"));
  NUMBER(1, state.released);
  matines_close(state.own), matines_close(state.other);
  NUMBER(1, state.released);
  return check_end("port_directory");
}
