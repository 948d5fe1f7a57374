/* SPDX-License-Identifier: MIT */
/* The host writes the words: of the inbox and of each channel; garbage harms one delivery only. */
#include "port.h"

static port_state state;
static char last[1 << 16], told[1 << 16];

static matines_status render(void *context, const char *request_json, const char **rendered_json) {
  port_state *asked = context;
  static char answer[256];
  CHECK(asked == &state && *rendered_json == NULL && json_valid(request_json));
  snprintf(last, sizeof last, "%s", request_json);
  snprintf(answer, sizeof answer, "{\"title\":\"T %s\",\"text\":\"M %s\"}",
           json_at(request_json, "data.name"), json_at(request_json, "channel"));
  port_entered(asked);
  if (asked->mood == NOTHING_AT_ALL) return MATINES_OK;
  *rendered_json = asked->mood == GARBAGE ? asked->text : answer;
  return asked->mood == REFUSING ? (matines_status)asked->number : MATINES_OK;
}

static matines_outcome deliver(void *context, const char *delivery_json) {
  (void)context;
  snprintf(told, sizeof told, "%s", delivery_json);
  return MATINES_DELIVERED;
}

static void set(void) {
  matines_channel pager = {.size = sizeof pager, .timeout_ms = 1000, .deliver = deliver};
  matines_renderer table = {
      .size = sizeof table, .context = &state, .render = render, .release = port_release};
  OK(matines_add_channel(state.own, "pager", &pager));
  OK(matines_set_renderer(state.own, &table));
}

static void refusals(void) {
  matines_renderer table = {.size = sizeof table, .context = &state};
  STATUS(MATINES_ENULL, matines_set_renderer(state.own, &table));
  table.render = render;
  table.size = 5000;
  STATUS(MATINES_EVERSION, matines_set_renderer(state.own, &table));
}

static void normal(void) {
  char *page = NULL;
  emit_promotion(state.own, NULL);
  NUMBER(1, work(state.own, 0).delivered);
  TEXT("T Jeanne", json_at(told, "title"));
  TEXT("M pager", json_at(told, "text"));
  TEXT("promotion", json_at(last, "template"));
  TEXT(PROMOTED, json_at(last, "event"));
  TEXT("pager", json_at(last, "channel"));
  TEXT("fr", json_at(last, "locale"));
  TEXT("42", json_at(last, "user.id"));
  OK(matines_inbox_page(state.own, "42", "{\"limit\":1}", &page));
  TEXT("T Jeanne", json_at(page, "notifications.0.title"));
  matines_free(page);
  OK(matines_notify(state.own, "42", NULL, "{\"title\":\"En mots\",\"body\":\"B\"}", NULL));
  OK(matines_inbox_page(state.own, "42", "{\"limit\":1}", &page));
  TEXT("En mots", json_at(page, "notifications.0.title"));
  matines_free(page);
  work(state.own, 0);
}

/* One delivery without words is failed or tried again; nothing else stops. */
static void bad_answer(void) {
  char *page = NULL;
  emit_promotion(state.own, NULL);
  matines_work_report report = work(state.own, 0);
  NUMBER(0, report.delivered);
  NUMBER(1, report.failed + report.retried + report.misconfigured);
  matines_status status = matines_inbox_page(state.own, "42", "{\"limit\":5}", &page);
  CHECK(status == MATINES_OK ? json_valid(page) : page == NULL);
  CHECK(status == MATINES_OK || *matines_error_message());
  matines_free(page);
}

static void garbage(void) {
  static char long_text[1100000];
  memset(long_text, 'a', sizeof long_text - 1);
  const char *texts[] = {"", "{", "[]", "{}", "{\"title\":\"a\"}", "{\"text\":\"a\"}", "\xff",
                         "{\"title\":1,\"text\":\"a\"}", "{\"title\":\"a\",\"text\":\"b\",\"c\":1}",
                         long_text};
  const int64_t statuses[] = {-1, -20, 1, INT32_MAX, INT32_MIN};
  state.mood = GARBAGE;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    state.text = texts[i];
    bad_answer();
  }
  state.mood = NOTHING_AT_ALL;
  bad_answer();
  state.mood = REFUSING;
  for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
    state.number = statuses[i];
    bad_answer();
  }
  state.mood = NORMAL;
  emit_promotion(state.own, NULL);
  CHECK(work(state.own, 0).delivered >= 1);
}

int main(void) {
  port_open(&state, PAGER);
  refusals();
  set();
  port_ready(&state);
  normal();
  garbage();
  state.mood = REENTERING;
  emit_promotion(state.own, NULL);
  CHECK(work(state.own, 0).delivered >= 1);
  state.mood = NORMAL;
  port_close(&state);
  port_open(&state, PAGER);
  set();
  port_ready(&state);
  emit_promotion(state.own, NULL);
  state.mood = CLOSING;
  NUMBER(1, work(state.own, 0).delivered);
  NUMBER(1, state.released);
  matines_close(state.own), matines_close(state.other);
  NUMBER(1, state.released);
  return check_end("port_renderer");
}
