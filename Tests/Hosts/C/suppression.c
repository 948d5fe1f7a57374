/* SPDX-License-Identifier: MIT */
/* Addresses that bounced or complained: what is not sent there, what is told, and the list. */
#include "host.h"
#include "json.h"

static matines_engine *engine;
static host_clock host_time;
static char *text;

/* An event whose words are there, in a category of its own. */
#define ALARMING "minister.promoted_to_super_admin"

#define DOCUMENT                                                                          \
  "{\"store\":\"sqlite:%s/matines.db\",\"mailer\":\"spool:%s/out\",\"sms\":\"host:\","    \
  "\"policy\":{\"ladders\":{\"standard\":[{\"channel\":\"email\",\"when\":\"any\"},"      \
  "{\"channel\":\"sms\",\"when\":\"any\"}]},\"categories\":{\"alarm\":{\"class\":"        \
  "\"security\",\"ladder\":\"standard\"}},\"rules\":{\"" ALARMING "\":{"                \
  "\"category\":\"alarm\",\"template\":\"promotion\"}}}}"

static const char *listed(const char *after, uint32_t limit, const char *path) {
  text = (matines_free(text), NULL);
  OK(matines_suppression_list(engine, after, limit, &text));
  CHECK(json_valid(text));
  return json_at(text, path);
}

static void listing(void) {
  host_time.now = 1760000000000;
  OK(matines_suppression_put(engine, "Jeanne@Example.ORG", "bounce"));
  OK(matines_suppression_put(engine, "+33612345678", "complaint"));
  OK(matines_suppression_put(engine, "a+b@example.org", "manual"));
  TEXT("+33612345678", listed(NULL, 2, "suppressions.0.address"));
  TEXT("complaint", json_at(text, "suppressions.0.reason"));
  TEXT("a+b@example.org", json_at(text, "suppressions.1.address"));
  TEXT("1760000000000", json_at(text, "suppressions.1.since_ms"));
  TEXT("a+b@example.org", json_at(text, "next"));
  TEXT("jeanne@example.org", listed("A+B@example.org", 2, "suppressions.0.address"));
  CHECK(strstr(text, "\"next\":null"));
  OK(matines_suppression_put(engine, "jeanne@example.org", "manual"));
  TEXT("manual", listed(NULL, 10, "suppressions.2.reason"));
  CHECK(strstr(text, "\"next\":null"));
  OK(matines_suppression_remove(engine, "a+b@EXAMPLE.org"));
  STATUS(MATINES_ENOTFOUND, matines_suppression_remove(engine, "a+b@example.org"));
}

static void refusing(void) {
  text = (matines_free(text), NULL);
  const char *wrong[] = {"", "jeanne", "0612345678", "a@b@c.org", "a@example.org\r\nBcc: x@y.org"};
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    STATUS(MATINES_EINVALID, matines_suppression_put(engine, wrong[i], "bounce"));
    CHECK(strstr(matines_error_message(), "address"));
    STATUS(MATINES_EINVALID, matines_suppression_remove(engine, wrong[i]));
    STATUS(MATINES_EINVALID, matines_suppression_list(engine, wrong[i], 1, &text));
    CHECK(strstr(matines_error_message(), "after") && text == NULL);
  }
  STATUS(MATINES_ENULL, matines_suppression_remove(engine, NULL));
  STATUS(MATINES_EENCODING, matines_suppression_remove(engine, "\xff@example.org"));
  STATUS(MATINES_EENCODING, matines_suppression_list(engine, "\xff", 1, &text));
  STATUS(MATINES_EINVALID, matines_suppression_put(engine, "a@example.org", "bored"));
  CHECK(strstr(matines_error_message(), "bounce, complaint, manual"));
  CHECK(!strstr(listed(NULL, 10, "version"), "a@example.org"));
}

/* Who complained is still warned; to an address that bounced nothing goes. */
static void sending(void) {
  matines_receipt receipt = {.size = sizeof receipt};
  matines_work_report report = {.size = sizeof report};
  OK(matines_suppression_put(engine, "jeanne@example.org", "complaint"));
  OK(matines_suppression_put(engine, "+33612345678", "bounce"));
  OK(matines_emit(engine, PROMOTED, "evt-1", PROMOTION, &receipt));
  OK(matines_work(engine, 0, &report));
  NUMBER(0, report.delivered);
  OK(matines_take(engine, "[\"sms\"]", &text));
  CHECK(text == NULL);
  OK(matines_explain(engine, "42", receipt.notification_id, "en", &text));
  TEXT("suppressed", json_at(text, "rungs.0.reason"));
  TEXT("suppressed", json_at(text, "rungs.1.reason"));
  TEXT("SMS: not sent, the address is on the suppression list.",
       json_at(text, "rungs.1.sentence"));
  TEXT("null", json_at(text, "rungs.0.reference"));
  matines_free(text);
  OK(matines_simulate(engine, PROMOTED, PROMOTION, NULL, &text));
  TEXT("suppressed", json_at(text, "notifications.0.recipients.0.rungs.0.reason"));
  text = (matines_free(text), NULL);
  OK(matines_emit(engine, ALARMING, "evt-2", PROMOTION, &receipt));
  OK(matines_work(engine, 0, &report));
  NUMBER(1, report.delivered);
  OK(matines_explain(engine, "42", receipt.notification_id, "en", &text));
  CHECK(strstr(text, receipt.notification_id) && strstr(text, ".eml\",\"cost\""));
  text = (matines_free(text), NULL);
}

/* What the host took before the address was put on the list. */
static void beginning(void) {
  int32_t send = 7;
  OK(matines_suppression_remove(engine, "+33612345678"));
  OK(matines_emit(engine, PROMOTED, "evt-3", PROMOTION, NULL));
  work(engine, 0);
  OK(matines_take(engine, "[\"sms\"]", &text));
  CHECK(text != NULL);
  char token[64];
  snprintf(token, sizeof token, "%s", json_at(text, "token"));
  OK(matines_suppression_put(engine, "+33612345678", "bounce"));
  OK(matines_begin(engine, token, &send));
  NUMBER(0, send);
  text = (matines_free(text), NULL);
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  engine = open_engine(DOCUMENT, folder, folder);
  clock_set(engine, &host_time);
  OK(matines_user_put(engine, JEANNE));
  listing();
  refusing();
  text = (matines_free(text), NULL);
  sending();
  beginning();
  matines_close(engine);
  STATUS(MATINES_ECLOSED, matines_suppression_put(engine, "a@example.org", "bounce"));
  STATUS(MATINES_ECLOSED, matines_suppression_remove(engine, "a@example.org"));
  STATUS(MATINES_ECLOSED, matines_suppression_list(engine, NULL, 1, &text));
  folder_remove(folder);
  return check_end("suppression");
}
