/* SPDX-License-Identifier: MIT */
/* What would happen, what was put off until later, and what texts cost. */
#include "host.h"
#include "json.h"

static matines_engine *engine;
static host_clock host_time;
static char *text;

#define POLICY                                                                           \
  "\"mailer\":\"spool:%s/out\",\"sms\":\"spool:%s/out\",\"policy\":{\"prices\":{\"sms\":" \
  "{\"+33\":\"0.065\"}},\"categories\":{\"role\":{\"mandatory\":true,\"severity\":"        \
  "\"success\",\"options\":[\"sms\"],\"budget\":{\"person\":1}}},\"ladders\":{"            \
  "\"standard\":[{\"channel\":\"email\",\"when\":\"offline\"},{\"channel\":\"sms\","       \
  "\"after\":\"PT15M\",\"unless\":[\"seen\"],\"optional\":true}]}}"

static const char *forecast(const char *event, const char *document, const char *path) {
  matines_free(text);
  text = NULL;
  OK(matines_simulate(engine, event, document, "en", &text));
  CHECK(json_valid(text));
  return json_at(text, path);
}

static void simulating(void) {
  TEXT("planned", forecast(PROMOTED, PROMOTION, "notifications.0.recipients.0.rungs.0.state"));
  TEXT("42", json_at(text, "notifications.0.recipients.0.user_id"));
  TEXT("0.065", json_at(text, "notifications.0.recipients.0.cost"));
  TEXT("EUR", json_at(text, "currency"));
  CHECK(strstr(text, "SMS: in 15"));
  char *again = NULL;
  OK(matines_simulate(engine, PROMOTED, PROMOTION, "en", &again));
  TEXT(text, again);
  matines_free(again);
  forecast(NULL, "{\"event\":\"" PROMOTED "\",\"user_id\":\"42\"}", "version");
  NUMBER(0, counts_of(engine, "42").unread);
  text = (matines_free(text), NULL);
  STATUS(MATINES_EINVALID, matines_simulate(engine, NULL, PROMOTION, NULL, &text));
  CHECK(strstr(matines_error_message(), "event: missing"));
  STATUS(MATINES_EUNKNOWNEVENT, matines_simulate(engine, "no.such", PROMOTION, NULL, &text));
  STATUS(MATINES_EUNKNOWNUSER,
         matines_simulate(engine, PROMOTED, "{\"user_id\":\"9\"}", NULL, &text));
  STATUS(MATINES_EINVALID, matines_simulate(engine, PROMOTED, "{}", NULL, &text));
  STATUS(MATINES_ENULL, matines_simulate(engine, PROMOTED, PROMOTION, NULL, NULL));
  CHECK(text == NULL);
}

static void scheduling(void) {
  int64_t later = host_time.now + 3600000;
  OK(matines_schedule(engine, PROMOTED, "evt-late", PROMOTION, later));
  OK(matines_schedule(engine, PROMOTED, "evt-late", PROMOTION, later));
  OK(matines_schedule(engine, PROMOTED, "evt-never", PROMOTION, later));
  OK(matines_discard(engine, "evt-never"));
  STATUS(MATINES_EINVALID, matines_schedule(engine, PROMOTED, "evt-x", PROMOTION, -1));
  STATUS(MATINES_EINVALID, matines_schedule(engine, PROMOTED, "evt-x", PROMOTION, INT64_MAX));
  STATUS(MATINES_EUNKNOWNEVENT, matines_schedule(engine, "no.such", "e", PROMOTION, later));
  clock_advance(&host_time, 3599000);
  work(engine, 0);
  NUMBER(0, counts_of(engine, "42").unread);
  clock_advance(&host_time, 2000);
  work(engine, 0);
  NUMBER(1, counts_of(engine, "42").unread);
  STATUS(MATINES_ECONFLICT, matines_discard(engine, "evt-late"));
}

/* Nobody is told for ever that an event cannot be accepted. */
static void giving_up(void) {
  const char *stranger = "{\"user_id\":\"stranger\",\"data\":{\"name\":\"n\"}}";
  OK(matines_schedule(engine, PROMOTED, "evt-lost", stranger, host_time.now));
  work(engine, 0);
  clock_advance(&host_time, 3601000);
  work(engine, 0);
  OK(matines_failed_list(engine, 10, &text));
  CHECK(json_valid(text));
  TEXT("evt-lost", json_at(text, "scheduled.0.event_id"));
  TEXT(PROMOTED, json_at(text, "scheduled.0.event"));
  matines_free(text);
  STATUS(MATINES_EUNKNOWNUSER, matines_confirm(engine, "evt-lost", NULL));
  OK(matines_discard(engine, "evt-lost"));
  OK(matines_failed_list(engine, 10, &text));
  CHECK(strstr(text, "\"scheduled\":[]"));
  text = (matines_free(text), NULL);
}

/* The text of the first is sent, that of the second is over the budget, the third was seen. */
static void spending(void) {
  clock_advance(&host_time, 901000);
  work(engine, 0);
  emit_promotion(engine, "evt-2");
  clock_advance(&host_time, 901000);
  work(engine, 0);
  emit_promotion(engine, "evt-3");
  char *page = NULL, ids[64];
  OK(matines_inbox_page(engine, "42", "{\"limit\":1}", &page));
  snprintf(ids, sizeof ids, "[\"%s\"]", json_at(page, "notifications.0.id"));
  OK(matines_inbox_mark(engine, "42", ids, MATINES_SEEN, NULL));
  matines_free(page);
  OK(matines_spending(engine, 10, &text));
  CHECK(json_valid(text));
  TEXT("role", json_at(text, "months.0.category"));
  TEXT("1", json_at(text, "months.0.sent"));
  TEXT("0.065", json_at(text, "months.0.spent"));
  TEXT("1", json_at(text, "months.0.spared"));
  TEXT("0.065", json_at(text, "months.0.saved"));
  TEXT("EUR", json_at(text, "currency"));
  text = (matines_free(text), NULL);
  STATUS(MATINES_EINVALID, matines_spending(engine, 0, &text));
  STATUS(MATINES_ENULL, matines_spending(engine, 1, NULL));
  CHECK(text == NULL);
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  engine = open_engine("{\"store\":\"sqlite:%s/matines.db\"," POLICY "}", folder, folder,
                       folder);
  clock_set(engine, &host_time);
  OK(matines_user_put(engine, JEANNE));
  simulating();
  scheduling();
  spending();
  giving_up();
  matines_close(engine);
  STATUS(MATINES_ECLOSED, matines_simulate(engine, PROMOTED, PROMOTION, NULL, &text));
  STATUS(MATINES_ECLOSED, matines_schedule(engine, PROMOTED, "e", PROMOTION, 0));
  folder_remove(folder);
  return check_end("forecast");
}
