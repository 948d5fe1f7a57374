/* SPDX-License-Identifier: MIT */
/* History goes when its category keeps it no longer: with its counters, keys and room. */
#include "host.h"
#include "json.h"

#define DAY 86400000LL

static matines_engine *engine;
static host_clock host_time;

static matines_prune_report prune(int64_t keep_ms, uint32_t budget_ms) {
  matines_prune_report report = {.size = sizeof report};
  OK(matines_prune(engine, keep_ms, budget_ms, &report));
  return report;
}

/* Two minutes later the mail has left. */
static matines_receipt told(const char *event_id) {
  matines_receipt receipt = emit_promotion(engine, event_id);
  clock_advance(&host_time, 121000);
  work(engine, 0);
  return receipt;
}

static void a_month(void) {
  matines_receipt first = told("evt-1");
  clock_advance(&host_time, 20 * DAY);
  told("evt-2");
  matines_counts before = counts_of(engine, "42");
  NUMBER(2, before.unread);
  matines_prune_report report = prune(0, 0);
  NUMBER(1, report.finished);
  NUMBER(0, report.recipients + report.notifications + report.deliveries + report.keys);
  CHECK(report.store_bytes > 0);
  clock_advance(&host_time, 20 * DAY);
  told("evt-3");
  report = prune(0, 0);
  NUMBER(1, report.finished);
  NUMBER(1, report.recipients);
  NUMBER(1, report.notifications);
  NUMBER(1, report.keys);
  CHECK(report.deliveries > 0);
  matines_counts after = counts_of(engine, "42");
  NUMBER(2, after.unread);
  CHECK(after.version > before.version);
  char *text = NULL;
  STATUS(MATINES_ENOTFOUND,
         matines_explain(engine, "42", first.notification_id, NULL, &text));
  NUMBER(1, told("evt-2").repeated);
  NUMBER(0, told("evt-1").repeated);
}

/* "general" names no retention. */
static void without_retention(void) {
  OK(matines_notify(engine, "42", "n-1", "{\"title\":\"t\"}", NULL));
  clock_advance(&host_time, 121000);
  work(engine, 0);
  clock_advance(&host_time, 400 * DAY);
  told(NULL);
  CHECK(prune(0, 0).finished);
  NUMBER(2, counts_of(engine, "42").unread);
  NUMBER(1, prune(365 * DAY, 0).recipients);
  NUMBER(1, counts_of(engine, "42").unread);
}

static void in_steps(void) {
  for (int i = 0; i < 400; i++) emit_promotion(engine, NULL);
  clock_advance(&host_time, 121000);
  for (int i = 0; i < 20; i++) work(engine, 0);
  clock_advance(&host_time, 40 * DAY);
  told(NULL);
  int64_t removed = 0;
  int calls = 0;
  matines_prune_report report;
  do {
    report = prune(0, 1);
    removed += report.recipients;
    calls++;
  } while (!report.finished && calls < 10000);
  NUMBER(1, report.finished);
  CHECK(removed >= 400);
  CHECK(report.free_bytes > 0);
  NUMBER(1, counts_of(engine, "42").unread);
}

static void refusals(void) {
  matines_prune_report report = {.size = sizeof report, .keys = 7, .finished = 7};
  STATUS(MATINES_EINVALID, matines_prune(engine, -1, 0, &report));
  CHECK(strstr(matines_error_message(), "keep_ms"));
  NUMBER(0, report.keys + report.finished);
  STATUS(MATINES_EINVALID, matines_prune(engine, INT64_MIN, UINT32_MAX, NULL));
  report.size = 8;
  STATUS(MATINES_EVERSION, matines_prune(engine, 0, 0, &report));
  OK(matines_prune(engine, 0, 0, NULL));
  OK(matines_prune(engine, INT64_MAX, 1, NULL));
  STATUS(MATINES_ENULL, matines_prune(NULL, 0, 0, NULL));
  STATUS(MATINES_EBADHANDLE, matines_prune((matines_engine *)&report, 0, 0, NULL));
}

/* No clock can stop the process. */
static void extremes(void) {
  const int64_t times[] = {INT64_MIN, -1, 0, 1, INT64_MAX - 1, INT64_MAX};
  for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
    host_time.now = times[i];
    matines_prune(engine, i % 2 ? INT64_MAX : 1, 1, NULL);
  }
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  engine = open_engine(
      "{\"store\":\"sqlite:%s/matines.db?survive_power_loss=no\",\"mailer\":\"spool:%s/out\","
      "\"policy\":{\"flood\":0,\"categories\":{\"role\":{\"retention\":\"P30D\"}}}}",
      folder, folder);
  clock_set(engine, &host_time);
  OK(matines_user_put(engine, JEANNE));
  a_month();
  without_retention();
  in_steps();
  refusals();
  extremes();
  matines_close(engine);
  STATUS(MATINES_ECLOSED, matines_prune(engine, 0, 0, NULL));
  folder_remove(folder);
  return check_end("prune");
}
