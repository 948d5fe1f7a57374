/* SPDX-License-Identifier: MIT */
/* Text that is missing, not UTF-8 or too long, at every function; and wrong numbers. */
#include <stdint.h>
#include <sys/mman.h>

#include "doors.h"

static matines_engine *engine;

static const char *const broken[] = {
    "\x80", "\xc0\xaf", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xed\xbf\xbf",
    "\xf0\x80\x80\xaf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xfe", "\xc3",
    "\xe2\x82", "\xf0\x9f\x98", "a\xc3", "\xc3(", "\xe2\x82(", "\xf0(\x8c\xbc"};
static const char *const whole[] = {
    "\xc2\xa1", "\xdf\xbf", "\xe0\xa4\x80", "\xed\x9f\xbb", "\xef\xbf\xbd", "\xf0\x90\x80\x80"};

static int64_t version(void) { return counts_of(engine, "42").version; }

static void null(void) {
  for (int i = 0; i < DOORS; i++) {
    if (!doors[i].null_allowed) refused(engine, &doors[i], NULL, MATINES_ENULL);
    refused(NULL, &doors[i], "x", MATINES_ENULL);
  }
}

static void encoding(void) {
  for (int i = 0; i < DOORS; i++) {
    for (size_t k = 0; k < sizeof broken / sizeof *broken; k++) {
      refused(engine, &doors[i], broken[k], MATINES_EENCODING);
      /* The message names the argument and never repeats the value. */
      CHECK(!strstr(matines_error_message(), broken[k]));
    }
  }
  for (size_t k = 0; k < sizeof whole / sizeof *whole; k++) {
    matines_presence presence;
    if (matines_presence_check(engine, whole[k], &presence) != MATINES_OK) {
      fprintf(stderr, "valid text %zu: %s\n", k, matines_error_message());
      CHECK(!"valid UTF-8 was refused");
    }
  }
}

static void length(void) {
  char *text = malloc(DOCUMENT_LIMIT + 2);
  for (int i = 0; text && i < DOORS; i++) {
    memset(text, 'a', doors[i].limit + 1);
    text[doors[i].limit + 1] = 0;
    refused(engine, &doors[i], text, MATINES_ETOOLARGE);
    text[doors[i].limit] = 0;
    outputs_dirty();
    CHECK(doors[i].call(engine, text) != MATINES_ETOOLARGE);
    outputs_free();
  }
  free(text);
}

/* Text without an end: read up to the limit, and no further. */
static void no_end(void) {
  size_t size = DOCUMENT_LIMIT + 4096;
  char *pages = mmap(NULL, size + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(pages != MAP_FAILED);
  if (pages == MAP_FAILED) return;
  memset(pages, 'a', size);
  CHECK(mprotect(pages + size, 4096, PROT_NONE) == 0);
  for (int i = 0; i < DOORS; i++) {
    refused(engine, &doors[i], pages + size - doors[i].limit - 1, MATINES_ETOOLARGE);
  }
  munmap(pages, size + 4096);
}

static void hundred_mebibytes(void) {
  size_t size = 100 << 20;
  char *text = malloc(size + 1);
  if (!text) return;
  memset(text, 'a', size);
  text[size] = 0;
  matines_engine *none = engine;
  STATUS(MATINES_ETOOLARGE, matines_open(text, &none));
  CHECK(none == NULL);
  for (int i = 0; i < DOORS; i++) refused(engine, &doors[i], text, MATINES_ETOOLARGE);
  free(text);
}

static void missing_outputs(void) {
  STATUS(MATINES_ENULL, matines_open("{\"store\":\"memory:\"}", NULL));
  STATUS(MATINES_ENULL, matines_preference_get(engine, "42", NULL));
  STATUS(MATINES_ENULL, matines_unsubscribe_token(engine, "42", "general", "email", NULL));
  STATUS(MATINES_ENULL, matines_unsubscribe_read(engine, FORGED, NULL));
  STATUS(MATINES_ENULL, matines_subscription_list(engine, "42", NULL));
  STATUS(MATINES_ENULL, matines_presence_check(engine, "42", NULL));
  STATUS(MATINES_ENULL, matines_inbox_page(engine, "42", "{\"limit\":10}", NULL));
  STATUS(MATINES_ENULL, matines_inbox_counts(engine, "42", NULL));
  STATUS(MATINES_ENULL, matines_take(engine, "[\"stage\"]", NULL));
  STATUS(MATINES_ENULL, matines_begin(engine, FORGED, NULL));
  STATUS(MATINES_ENULL, matines_explain(engine, "42", door_notification, NULL, NULL));
  STATUS(MATINES_ENULL, matines_broadcast_progress(engine, door_notification, NULL));
  STATUS(MATINES_ENULL, matines_policy_show(engine, NULL));
  STATUS(MATINES_ENULL, matines_policy_check("{}", NULL));
  STATUS(MATINES_ENULL, matines_failed_list(engine, 10, NULL));
  STATUS(MATINES_ENULL, matines_suppression_list(engine, NULL, 10, NULL));
  STATUS(MATINES_ENULL, matines_add_channel(engine, "pager", NULL));
  STATUS(MATINES_ENULL, matines_set_presence(engine, NULL));
  STATUS(MATINES_ENULL, matines_set_user_directory(engine, NULL));
  STATUS(MATINES_ENULL, matines_set_renderer(engine, NULL));
  STATUS(MATINES_ENULL, matines_set_clock(engine, NULL));
  STATUS(MATINES_ENULL, matines_set_log(engine, NULL));
}

static void numbers(void) {
  const int32_t wrong[] = {-1, 6, 7, 99, INT32_MAX, INT32_MIN};
  const uint32_t limits[] = {0, 1001, INT32_MAX, UINT32_MAX};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    matines_mark mark = (matines_mark)wrong[i];
    matines_outcome outcome = (matines_outcome)(int32_t)((uint32_t)wrong[i] + 1);
    STATUS(MATINES_EINVALID, matines_inbox_mark(engine, "42", "[]", mark, NULL));
    STATUS(MATINES_EINVALID,
           matines_inbox_mark_all(engine, "42", door_notification, NULL, mark, NULL));
    STATUS(MATINES_EINVALID, matines_settle(engine, FORGED, outcome, NULL));
    STATUS(MATINES_EINVALID, matines_presence_ping(engine, "42", "tab", wrong[i]));
    matines_status status = matines_failed_retry(engine, wrong[i]);
    CHECK(status == MATINES_ENOTFOUND || status == MATINES_EINVALID);
    status = matines_failed_drop(engine, (int64_t)wrong[i] * 4294967296);
    CHECK(status == MATINES_ENOTFOUND || status == MATINES_EINVALID);
  }
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
    outputs_dirty();
    STATUS(MATINES_EINVALID, matines_failed_list(engine, limits[i], &outputs.text));
    CHECK(outputs.text == NULL);
    STATUS(MATINES_EINVALID, matines_suppression_list(engine, NULL, limits[i], &outputs.text));
    CHECK(outputs.text == NULL);
  }
}

/* Each with the member that its refusal names. */
static void queries(void) {
  static const char *wrong[][2] = {
      {"[]", "query:"}, {"{", "query:"}, {"{} {}", "query:"}, {"null", "query:"},
      {"{\"before\":7}", "query.before"}, {"{\"before\":\"x\"}", "query.before"},
      {"{\"limit\":0}", "query.limit"}, {"{\"limit\":101}", "query.limit"},
      {"{\"limit\":-1}", "query.limit"}, {"{\"limit\":\"9\"}", "query.limit"},
      {"{\"limit\":1.5}", "query.limit"}, {"{\"show\":\"read\"}", "query.show"},
      {"{\"show\":true}", "query.show"}, {"{\"unread\":1}", "query.unread"},
      {"{\"type\":\"a\"}", "query.type"}, {"{\"type\":[\"a\",\"b c\"]}", "query.type[1]"},
      {"{\"severity\":[\"loud\"]}", "query.severity[0]"},
      {"{\"severity\":[2]}", "query.severity[0]"}, {"{\"category\":[\"\"]}", "query.category[0]"},
      {"{\"category\":{}}", "query.category"}, {"{\"since_ms\":-1}", "query.since_ms"},
      {"{\"since_ms\":253402300800000}", "query.since_ms"}, {"{\"read\":true}", "query.read"},
      {"{\"unread\":true,\"unread\":true}", "query:"}};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    outputs_dirty();
    STATUS(MATINES_EINVALID, matines_inbox_page(engine, "42", wrong[i][0], &outputs.text));
    CHECK(outputs.text == NULL);
    CHECK(strstr(matines_error_message(), wrong[i][1]));
    STATUS(MATINES_EINVALID, matines_inbox_mark_all(engine, "42", door_notification, wrong[i][0],
                                                    MATINES_READ, &outputs.marked));
    CHECK(outputs_clean(MARKED));
  }
  STATUS(MATINES_EINVALID, matines_inbox_mark_all(engine, "42", door_notification,
                                                  "{\"limit\":5}", MATINES_READ, NULL));
  CHECK(strstr(matines_error_message(), "query.limit"));
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  engine = open_push_engine(folder, "");
  OK(matines_user_put(engine, JEANNE));
  strcpy(door_notification, emit_promotion(engine, "evt-1").notification_id);
  int64_t before = version();
  null();
  encoding();
  no_end();
  hundred_mebibytes();
  missing_outputs();
  numbers();
  queries();
  NUMBER(before, version());
  length();
  emit_promotion(engine, "evt-2");
  CHECK(version() > before);
  matines_close(engine);
  folder_remove(folder);
  return check_end("bad_input");
}
