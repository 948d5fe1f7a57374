/* SPDX-License-Identifier: MIT */
/* Explaining, the policy in force, and deliveries that were given up. */
#include "host.h"
#include "json.h"

static matines_engine *engine;
static host_clock host_time;
static matines_outcome answer;
static int called;

static matines_outcome deliver(void *context, const char *delivery_json) {
  (void)context;
  called++;
  CHECK(json_valid(delivery_json));
  return answer;
}

static char *explained(const char *id, const char *locale) {
  char *text = NULL;
  OK(matines_explain(engine, "42", id, locale, &text));
  CHECK(json_valid(text));
  return text;
}

static void explaining(void) {
  matines_receipt receipt = emit_promotion(engine, "evt-1");
  char *text = explained(receipt.notification_id, "en");
  TEXT("1", json_at(text, "version"));
  TEXT(receipt.notification_id, json_at(text, "notification.id"));
  TEXT("offline", json_at(text, "presence"));
  TEXT("null", json_at(text, "seen_ms"));
  CHECK(json_count(text, "rungs") >= 2);
  TEXT("realtime", json_at(text, "rungs.0.channel"));
  TEXT("channel_not_configured", json_at(text, "rungs.0.reason"));
  CHECK(strstr(json_at(text, "rungs.0.sentence"), "not configured"));
  CHECK(strstr(text, "\"pager\""));
  matines_free(text);
  text = explained(receipt.notification_id, NULL);
  CHECK(strstr(json_at(text, "rungs.0.sentence"), "pas configuré"));
  matines_free(text);
  OK(matines_inbox_mark_all(engine, "42", receipt.notification_id, NULL, MATINES_READ, NULL));
  text = explained(receipt.notification_id, "fr");
  CHECK(strcmp("null", json_at(text, "seen_ms")) && strcmp("null", json_at(text, "read_ms")));
  matines_free(text);
  work(engine, 0);
}

static void policy(void) {
  char *text = NULL;
  OK(matines_policy_show(engine, &text));
  CHECK(json_valid(text));
  TEXT("1", json_at(text, "version"));
  CHECK(json_count(text, "policy.ladders.standard") >= 6);
  CHECK(json_count(text, "table") >= 3);
  TEXT("at_once", json_at(text, "table.0.realtime"));
  TEXT("option", json_at(text, "table.0.sms"));
  matines_free(text);
}

static int listed(char *id, size_t size) {
  char *list = NULL;
  OK(matines_failed_list(engine, 1000, &list));
  CHECK(json_valid(list));
  int count = json_count(list, "deliveries");
  if (count) {
    TEXT("pager", json_at(list, "deliveries.0.channel"));
    TEXT("42", json_at(list, "deliveries.0.user_id"));
    snprintf(id, size, "%s", json_at(list, "deliveries.0.id"));
  }
  matines_free(list);
  return count;
}

static void failed(void) {
  char id[32] = "";
  answer = MATINES_FAILED;
  NUMBER(0, listed(id, sizeof id));
  emit_promotion(engine, "evt-2");
  NUMBER(1, work(engine, 0).failed);
  NUMBER(1, listed(id, sizeof id));
  int64_t delivery = strtoll(id, NULL, 10);
  called = 0;
  NUMBER(0, work(engine, 0).failed);
  NUMBER(0, called);
  OK(matines_failed_retry(engine, delivery));
  NUMBER(0, listed(id, sizeof id));
  STATUS(MATINES_ECONFLICT, matines_failed_retry(engine, delivery));
  STATUS(MATINES_ECONFLICT, matines_failed_drop(engine, delivery));
  NUMBER(1, work(engine, 0).failed);
  NUMBER(1, called);
  NUMBER(1, listed(id, sizeof id));
  OK(matines_failed_retry(engine, delivery));
  answer = MATINES_DELIVERED;
  NUMBER(1, work(engine, 0).delivered);
  STATUS(MATINES_ECONFLICT, matines_failed_retry(engine, delivery));
  STATUS(MATINES_ENOTFOUND, matines_failed_retry(engine, 999999));
  answer = MATINES_FAILED;
  matines_receipt receipt = emit_promotion(engine, "evt-3");
  work(engine, 0);
  NUMBER(1, listed(id, sizeof id));
  OK(matines_failed_drop(engine, strtoll(id, NULL, 10)));
  NUMBER(0, listed(id, sizeof id));
  char *text = explained(receipt.notification_id, "en");
  CHECK(strstr(text, "not sent, it failed, and was taken off the list."));
  matines_free(text);
}

static void later(void) {
  answer = MATINES_LATER;
  matines_receipt receipt = emit_promotion(engine, "evt-4");
  matines_work_report report = work(engine, 0);
  NUMBER(1, report.retried);
  CHECK(report.next_due_ms >= host_time.now && report.next_due_ms <= host_time.now + 5000);
  char id[32], *text = explained(receipt.notification_id, "en");
  CHECK(strstr(text, "\"attempts\":1"));
  matines_free(text);
  for (int i = 0; i < 12; i++) {
    clock_advance(&host_time, 3600000);
    work(engine, 0);
  }
  NUMBER(1, listed(id, sizeof id));
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  engine = open_engine(
      "{\"store\":\"sqlite:%s/operations.db\",\"policy\":{\"channels\":[\"pager\"],"
      "\"ladders\":{\"standard\":["
      "{\"channel\":\"realtime\",\"when\":\"online\"},{\"channel\":\"pager\",\"when\":\"any\"},"
      "{\"channel\":\"webpush\",\"when\":\"not_visible\"},{\"channel\":\"webpush\","
      "\"after\":\"PT20S\",\"unless\":[\"seen\"]},{\"channel\":\"email\",\"when\":\"offline\","
      "\"after\":\"PT2M\"},{\"channel\":\"sms\",\"after\":\"PT15M\",\"optional\":true}]}}}",
      folder);
  matines_channel pager = {.size = sizeof pager, .timeout_ms = 1000, .deliver = deliver};
  answer = MATINES_DELIVERED;
  OK(matines_add_channel(engine, "pager", &pager));
  clock_set(engine, &host_time);
  explaining();
  policy();
  failed();
  later();
  matines_close(engine);
  folder_remove(folder);
  return check_end("operations");
}
