/* SPDX-License-Identifier: MIT */
/* A host that has no functions to give sets the clock, and comes for the log. */
#include "host.h"
#include "json.h"

static char folder[4096];

static void an_hour_passes_at_once(void) {
  matines_engine *engine = open_engine(
      "{\"store\":\"memory:\",\"mailer\":\"host:\",\"policy\":{\"ladders\":{\"standard\":"
      "[{\"channel\":\"email\",\"after\":\"PT1H\",\"unless\":[\"seen\"]}]}}}");
  const int64_t start = 1790000000000, hour = 3600000;
  matines_presence presence;
  char *job = NULL, *page = NULL;
  OK(matines_clock_set(engine, start));
  OK(matines_presence_ping(engine, "42", "tab", 1));
  OK(matines_emit(engine, PROMOTED, "1", PROMOTION_WITH_JEANNE, NULL));
  OK(matines_inbox_page(engine, "42", "{\"limit\":1}", &page));
  TEXT("1790000000000", json_at(page, "notifications.0.created_ms"));
  matines_free(page);
  OK(matines_work(engine, 10000, NULL));
  OK(matines_clock_set(engine, start + hour - 1));
  OK(matines_take(engine, "[\"email\"]", &job));
  CHECK(job == NULL);
  OK(matines_presence_check(engine, "42", &presence));
  NUMBER(MATINES_OFFLINE, presence);
  OK(matines_clock_set(engine, start + hour));
  OK(matines_take(engine, "[\"email\"]", &job));
  TEXT("email", json_at(job, "channel"));
  matines_free(job);
  matines_close(engine);
}

static void a_clock_set_back_ends_no_lease(void) {
  matines_engine *engine = open_engine("{\"store\":\"memory:\"}");
  matines_presence presence;
  OK(matines_clock_set(engine, 1790000000000));
  OK(matines_presence_ping(engine, "42", "tab", 0));
  OK(matines_clock_set(engine, 0));
  OK(matines_presence_check(engine, "42", &presence));
  NUMBER(MATINES_HIDDEN, presence);
  STATUS(MATINES_EINVALID, matines_clock_set(engine, -1));
  STATUS(MATINES_EINVALID, matines_clock_set(engine, INT64_MAX));
  OK(matines_clock_set(engine, 253402300799999));
  matines_close(engine);
}

/* A spool that is a file: a setting is wrong, and the operator hears of it. */
static void alarms_are_kept_until_they_are_taken(void) {
  char file[8192], *log = NULL;
  snprintf(file, sizeof file, "%s/spool", folder);
  file_write(file, "", 0600);
  matines_engine *engine = open_engine(
      "{\"store\":\"memory:\",\"mailer\":\"spool:%s?from=bo@example.org\",\"policy\":{\"ladders\":"
      "{\"standard\":[{\"channel\":\"email\"}]}}}", file);
  OK(matines_log_take(engine, &log));
  TEXT("0", json_at(log, "dropped"));
  TEXT("", json_at(log, "messages.0"));
  matines_free(log);
  OK(matines_clock_set(engine, 1790000000000));
  for (int i = 0; i < 300; i++) {
    OK(matines_emit(engine, PROMOTED, NULL, PROMOTION_WITH_JEANNE, NULL));
    OK(matines_clock_set(engine, 1790000000000 + (int64_t)i * 7200000));
    OK(matines_work(engine, 0, NULL));
  }
  OK(matines_log_take(engine, &log));
  TEXT("alarm", json_at(log, "messages.0.level"));
  CHECK(*json_at(log, "messages.255.message"));
  TEXT("", json_at(log, "messages.256"));
  CHECK(atol(json_at(log, "dropped")) > 0);
  matines_free(log);
  OK(matines_log_take(engine, &log));
  TEXT("", json_at(log, "messages.0"));
  matines_free(log);
  STATUS(MATINES_ENULL, matines_log_take(engine, NULL));
  matines_close(engine);
}

int main(void) {
  folder_make(folder);
  an_hour_passes_at_once();
  a_clock_set_back_ends_no_lease();
  alarms_are_kept_until_they_are_taken();
  folder_remove(folder);
  return check_end("without_functions");
}
