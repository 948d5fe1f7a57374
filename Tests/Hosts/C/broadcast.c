/* SPDX-License-Identifier: MIT */
/* Telling many at once: progress, cancelling, observers, and a queue with a limit. */
#include "host.h"
#include "json.h"

enum { PEOPLE = 1000 };

static matines_engine *engine;
static host_clock host_time;
static char *text;

/* Names that the built-in words know. */
#define CIRCULAR PROMOTED
#define ALARM "minister.promoted_to_super_admin"
#define POLICY                                                                             \
  "\"mailer\":\"host:\",\"policy\":{\"ladders\":{\"mail\":[{\"channel\":\"email\","        \
  "\"when\":\"any\"}]},\"categories\":{\"general\":{\"ladder\":\"mail\"},"                 \
  "\"alarm\":{\"class\":\"security\",\"ladder\":\"mail\"}},\"rules\":{\"" CIRCULAR "\":" \
  "{\"category\":\"general\",\"template\":\"promotion\",\"audience\":[{\"role\":\"clerk\"}]}," \
  "\"" ALARM "\":{\"category\":\"alarm\",\"template\":\"promotion\","                   \
  "\"audience\":[{\"role\":\"clerk\",\"domain\":\"north\"}]}}}"

static matines_receipt emit(const char *event, const char *id) {
  matines_receipt receipt = {.size = sizeof receipt};
  OK(matines_emit(engine, event, id, "{\"data\":{\"name\":\"all\"}}", &receipt));
  return receipt;
}

static const char *progress(const char *id, const char *member) {
  matines_free(text);
  text = NULL;
  OK(matines_broadcast_progress(engine, id, &text));
  CHECK(json_valid(text));
  TEXT("1", json_at(text, "version"));
  return json_at(text, member);
}

static void everybody(void) {
  for (int i = 0; i < PEOPLE; i++) {
    char user[256];
    snprintf(user, sizeof user,
             "{\"id\":\"clerk-%d\",\"email\":\"c%d@example.org\",\"roles\":[\"clerk\"],"
             "\"domains\":[\"%s\"]}", i, i, i % 10 ? "south" : "north");
    OK(matines_user_put(engine, user));
  }
}

static long told(void) {
  long unread = 0;
  for (int i = 0; i < PEOPLE; i++) {
    char user[32];
    snprintf(user, sizeof user, "clerk-%d", i);
    unread += counts_of(engine, user).unread;
  }
  return unread;
}

/* One delivery of the host's; 0 when there is none. */
static int carried(void) {
  char *job = NULL, token[64];
  int32_t send = 0;
  OK(matines_take(engine, "[\"email\"]", &job));
  if (!job) return 0;
  snprintf(token, sizeof token, "%s", json_at(job, "token"));
  matines_free(job);
  OK(matines_begin(engine, token, &send));
  NUMBER(1, send);
  OK(matines_settle(engine, token, MATINES_DELIVERED, NULL));
  return 1;
}

static void reaching(void) {
  matines_receipt receipt = emit(CIRCULAR, "evt-1");
  NUMBER(1, receipt.expanding);
  NUMBER(0, receipt.recipients);
  TEXT("running", progress(receipt.notification_id, "state"));
  NUMBER(PEOPLE, work(engine, 0).expanded);
  TEXT("done", progress(receipt.notification_id, "state"));
  TEXT("1000", progress(receipt.notification_id, "recipients"));
  TEXT("1000", progress(receipt.notification_id, "deliveries"));
  CHECK(strlen(progress(receipt.notification_id, "created_ms")) == 13);
  receipt = emit(CIRCULAR, "evt-1");
  NUMBER(1, receipt.repeated);
  NUMBER(0, receipt.expanding);
  NUMBER(PEOPLE, receipt.recipients);
  NUMBER(PEOPLE, told());
  NUMBER(100, (emit(ALARM, NULL), work(engine, 0).expanded));
}

/* A delivery that was taken before is found out when it begins. */
static void cancelling(void) {
  matines_receipt receipt = emit(CIRCULAR, "evt-1");
  char *job = NULL, token[64];
  int32_t send = 7;
  CHECK(carried());
  do {
    matines_free(job);
    OK(matines_take(engine, "[\"email\"]", &job));
  } while (job && !strstr(job, receipt.notification_id));
  if (!CHECK(job != NULL)) return;
  snprintf(token, sizeof token, "%s", json_at(job, "token"));
  char user[64];
  snprintf(user, sizeof user, "%s", json_at(job, "user.id"));
  matines_free(job);
  OK(matines_notification_cancel(engine, receipt.notification_id));
  OK(matines_notification_cancel(engine, receipt.notification_id));
  TEXT("cancelled", progress(receipt.notification_id, "state"));
  OK(matines_begin(engine, token, &send));
  NUMBER(0, send);
  char *why = NULL;
  OK(matines_explain(engine, user, receipt.notification_id, "en", &why));
  TEXT("cancelled", json_at(why, "rungs.0.reason"));
  matines_free(why);
  OK(matines_explain(engine, "clerk-999", receipt.notification_id, "en", &why));
  TEXT("cancelled", json_at(why, "rungs.0.state"));
  matines_free(why);
  NUMBER(0, carried());
  NUMBER(PEOPLE + 100, told());
  receipt = emit(CIRCULAR, NULL);
  OK(matines_notification_cancel(engine, receipt.notification_id));
  NUMBER(0, work(engine, 0).expanded);
  TEXT("0", progress(receipt.notification_id, "recipients"));
}

static void unknown(void) {
  const char *forged = "01900000-0000-7000-8000-000000000001";
  char *none = text;
  STATUS(MATINES_ENOTFOUND, matines_broadcast_progress(engine, forged, &none));
  CHECK(none == NULL);
  STATUS(MATINES_ENOTFOUND, matines_notification_cancel(engine, forged));
  STATUS(MATINES_EINVALID, matines_broadcast_progress(engine, "7", &none));
  STATUS(MATINES_EINVALID, matines_notification_cancel(engine, "7"));
}

static void all_of_it(const char *store) {
  engine = open_engine("{\"store\":\"%s\"," POLICY "}", store);
  clock_set(engine, &host_time);
  everybody();
  reaching();
  cancelling();
  unknown();
  matines_close(engine);
}

/* The queue holds 50: the broadcast waits below, and an event is refused above. */
static void limited(const char *store) {
  engine = open_engine("{\"store\":\"%s\",\"limits\":{\"waiting\":50}," POLICY "}", store);
  everybody();
  matines_receipt receipt = emit(CIRCULAR, "evt-1");
  NUMBER(50, work(engine, 0).expanded);
  STATUS(MATINES_EFULL, matines_emit(engine, CIRCULAR, "evt-2", "{}", NULL));
  CHECK(strstr(matines_error_message(), "limits.waiting"));
  NUMBER(1, emit(CIRCULAR, "evt-1").repeated);
  for (int i = 0; i < 20; i++) CHECK(carried());
  NUMBER(20, work(engine, 0).expanded);
  TEXT("70", progress(receipt.notification_id, "recipients"));
  TEXT("running", progress(receipt.notification_id, "state"));
  matines_close(engine);
}

/* A super-admin hears of a promotion in other words, and in their own language. */
static void observing(void) {
  engine = open_engine("{\"store\":\"memory:\",\"mailer\":\"host:\"}");
  clock_set(engine, &host_time);
  OK(matines_user_put(engine, "{\"id\":\"lea\",\"locale\":\"en\",\"email\":\"lea@example.org\","
                              "\"roles\":[\"super_admin\"]}"));
  matines_receipt receipt = emit_promotion(engine, "evt-1");
  NUMBER(1, receipt.expanding);
  NUMBER(1, receipt.recipients);
  NUMBER(1, work(engine, 0).expanded);
  char *page = NULL;
  OK(matines_inbox_page(engine, "lea", "{\"limit\":10}", &page));
  NUMBER(1, json_count(page, "notifications"));
  TEXT("Jeanne is now a minister (l'Agriculture)", json_at(page, "notifications.0.title"));
  CHECK(strcmp(receipt.notification_id, json_at(page, "notifications.0.id")) != 0);
  matines_free(page);
  NUMBER(1, counts_of(engine, "42").unread);
  TEXT("2", progress(receipt.notification_id, "recipients"));
  matines_close(engine);
}

int main(void) {
  char folder[4096], store[8192];
  folder_make(folder);
  snprintf(store, sizeof store, "sqlite:%s/broadcast.db?survive_power_loss=no", folder);
  all_of_it(store);
  all_of_it("memory:");
  snprintf(store, sizeof store, "sqlite:%s/limited.db?survive_power_loss=no", folder);
  limited(store);
  limited("memory:");
  observing();
  matines_free(text);
  folder_remove(folder);
  return check_end("broadcast");
}
