/* SPDX-License-Identifier: MIT */
/* The host writes the words: of the inbox and of each channel; garbage harms one delivery only. */
#include "port.h"

/* With links. */
#define LINKED "\"origin\":\"https://bo.example.org\"," PAGER

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
  matines_receipt receipt = emit_promotion(state.own, NULL);
  NUMBER(1, work(state.own, 0).delivered);
  TEXT(receipt.notification_id, json_at(last, "notification_id"));
  TEXT(json_at(told, "notification.created_ms"), json_at(last, "created_ms"));
  CHECK(strtoll(json_at(last, "created_ms"), NULL, 10) > 1700000000000);
  TEXT("https://bo.example.org/admin/ministers/42", json_at(last, "link"));
  TEXT("null", json_at(last, "unsubscribe_url"));
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

/* The newest reason why something was given up, which repeats nothing of the answer. */
static void reason(const char *wanted) {
  char *list = NULL;
  OK(matines_failed_list(state.own, 1, &list));
  const char *note = json_at(list, "deliveries.0.note");
  CHECK(!strncmp(note, "renderer: ", 10) && strlen(note) < 100);
  if (!strstr(note, wanted)) TEXT(wanted, note);
  matines_free(list);
}

/* One delivery without words is failed, and nothing of it is sent; nothing else stops. */
static void bad_answer(const char *why) {
  char *page = NULL;
  *told = 0;
  emit_promotion(state.own, NULL);
  matines_work_report report = work(state.own, 0);
  NUMBER(0, report.delivered);
  NUMBER(1, report.failed);
  TEXT("", told);
  reason(why);
  matines_status status = matines_inbox_page(state.own, "42", "{\"limit\":5}", &page);
  CHECK(status == MATINES_OK ? json_valid(page) : page == NULL);
  CHECK(status == MATINES_OK || *matines_error_message());
  matines_free(page);
}

static void garbage(void) {
  static char long_text[1100000], long_title[1024], long_body[1 << 20];
  memset(long_text, 'a', sizeof long_text - 1);
  const char *texts[][2] = {
      {"", "answer"}, {"\xff", "not UTF-8"}, {long_text, "longer than 1048576 octets"},
      {"{", "answer"}, {"[]", "not an object"}, {"{}", "title: missing"},
      {"{\"title\":\"a\"}", "text: missing"}, {"{\"text\":\"a\"}", "title: missing"},
      {"{\"title\":1,\"text\":\"a\"}", "title: not a string"},
      {"{\"title\":\"a\",\"text\":\"b\",\"c\":1}", "c: unknown member"},
      {"{\"title\":\"a\",\"text\":\"b\\u0000\"}", "answer"},
      {long_title, "title: longer than 512 octets"}, {long_body, "text: longer than 524288"}};
  const int64_t statuses[] = {-1, -20, 1, INT32_MAX, INT32_MIN};
  snprintf(long_title, sizeof long_title, "{\"title\":\"%.513s\",\"text\":\"b\"}", long_text);
  snprintf(long_body, sizeof long_body, "{\"title\":\"a\",\"text\":\"%.524289s\"}", long_text);
  state.mood = GARBAGE;
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    state.text = texts[i][0];
    bad_answer(texts[i][1]);
  }
  state.mood = NOTHING_AT_ALL;
  bad_answer("the host answered nothing");
  state.mood = REFUSING;
  for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
    state.number = statuses[i];
    bad_answer("the host answered status");
  }
  state.mood = NORMAL;
  emit_promotion(state.own, NULL);
  CHECK(work(state.own, 0).delivered >= 1);
}

/* A title is the subject of an e-mail: a second line in it would be a header of somebody else's. */
static void second_lines(void) {
  const char *breaks[] = {"\\r\\nBcc: x@evil.example", "\\n", "\\r", "\\t", "\\u0085", "\\u001b",
                          "\\u007f", "\\u2028", "\\u2029"};
  state.mood = GARBAGE;
  for (size_t i = 0; i < sizeof breaks / sizeof *breaks; i++) {
    char answer[256];
    snprintf(answer, sizeof answer, "{\"title\":\"a%sb\",\"text\":\"b\"}", breaks[i]);
    state.text = answer;
    bad_answer("title: contains control");
  }
  state.text = "{\"title\":\"a\",\"text\":\"one\\r\\ntwo\"}";
  emit_promotion(state.own, NULL);
  NUMBER(1, work(state.own, 0).delivered);
  TEXT("one\\r\\ntwo", json_at(told, "text"));
  state.mood = NORMAL;
}

/* What the host has no words for, the library says. */
static void not_found(void) {
  state.mood = REFUSING;
  state.number = MATINES_ENOTFOUND;
  emit_promotion(state.own, NULL);
  NUMBER(1, work(state.own, 0).delivered);
  CHECK(!strncmp("Vous", json_at(told, "title"), 4));
  state.mood = NORMAL;
}

int main(void) {
  port_open(&state, LINKED);
  refusals();
  set();
  port_ready(&state);
  normal();
  garbage();
  second_lines();
  not_found();
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
