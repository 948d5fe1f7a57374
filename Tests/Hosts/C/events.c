/* SPDX-License-Identifier: MIT */
/* Accepting events: people along, idempotency, the host's transaction, the host's own words. */
#include "host.h"
#include "json.h"

static matines_engine *engine;
/* Whether what is accepted survives a power cut. */
static int survives;

static matines_status emit(const char *id, const char *document, matines_receipt *receipt) {
  memset(receipt, 0, sizeof *receipt);
  receipt->size = sizeof *receipt;
  return matines_emit(engine, PROMOTED, id, document, receipt);
}

static int is_uuid7(const char *id) {
  if (strlen(id) != 36 || id[14] != '7' || !strchr("89ab", id[19])) return 0;
  return strspn(id, "0123456789abcdef-") == 36;
}

static void accepting(void) {
  matines_receipt one, two;
  STATUS(MATINES_EUNKNOWNUSER, emit("evt-0", PROMOTION, &one));
  OK(emit("evt-1", PROMOTION_WITH_JEANNE, &one));
  NUMBER(1, one.recipients);
  CHECK(one.deliveries >= 1);
  NUMBER(0, one.repeated);
  NUMBER(survives, one.durable);
  CHECK(is_uuid7(one.notification_id));
  NUMBER(1, counts_of(engine, "42").unread);
  NUMBER(1, counts_of(engine, "42").unseen_success);
  OK(emit(NULL, PROMOTION, &one));
  OK(emit(NULL, PROMOTION, &two));
  CHECK(strcmp(one.notification_id, two.notification_id) < 0);
  OK(matines_emit(engine, "minister.promoted_to_super_admin", NULL, PROMOTION, NULL));
  NUMBER(4, counts_of(engine, "42").unread);
  /* A refusal leaves the id free. */
  OK(emit("evt-0", PROMOTION, &one));
  NUMBER(0, one.repeated);
}

static void repeating(void) {
  matines_receipt first, again;
  OK(emit("evt-2", PROMOTION, &first));
  int64_t version = counts_of(engine, "42").version;
  for (int i = 0; i < 3; i++) {
    OK(emit("evt-2", PROMOTION, &again));
    NUMBER(1, again.repeated);
    TEXT(first.notification_id, again.notification_id);
    NUMBER(first.deliveries, again.deliveries);
    NUMBER(first.recipients, again.recipients);
  }
  STATUS(MATINES_ECONFLICT, emit("evt-2", PROMOTION_WITH_JEANNE, &again));
  STATUS(MATINES_ECONFLICT, matines_emit(engine, "minister.promoted_to_super_admin", "evt-2",
                                         PROMOTION, NULL));
  NUMBER(version, counts_of(engine, "42").version);
}

static void staging(void) {
  matines_receipt receipt = {.size = sizeof receipt}, again = receipt;
  int64_t unread = counts_of(engine, "42").unread;
  OK(matines_stage(engine, PROMOTED, "stage-1", PROMOTION));
  OK(matines_stage(engine, PROMOTED, "stage-1", PROMOTION));
  STATUS(MATINES_ECONFLICT,
         matines_stage(engine, PROMOTED, "stage-1", PROMOTION_WITH_JEANNE));
  NUMBER(unread, counts_of(engine, "42").unread);
  OK(matines_confirm(engine, "stage-1", &receipt));
  NUMBER(0, receipt.repeated);
  NUMBER(unread + 1, counts_of(engine, "42").unread);
  OK(matines_confirm(engine, "stage-1", &again));
  NUMBER(1, again.repeated);
  TEXT(receipt.notification_id, again.notification_id);
  OK(matines_stage(engine, PROMOTED, "stage-1", PROMOTION));
  STATUS(MATINES_ECONFLICT, matines_discard(engine, "stage-1"));
  STATUS(MATINES_ENOTFOUND, matines_confirm(engine, "stage-0", NULL));
  OK(emit("stage-1", PROMOTION, &again));
  TEXT(receipt.notification_id, again.notification_id);
  NUMBER(unread + 1, counts_of(engine, "42").unread);
}

static void discarding(void) {
  int64_t unread = counts_of(engine, "42").unread;
  OK(matines_stage(engine, PROMOTED, "stage-2", PROMOTION));
  OK(matines_discard(engine, "stage-2"));
  OK(matines_discard(engine, "stage-2"));
  STATUS(MATINES_ECONFLICT, matines_confirm(engine, "stage-2", NULL));
  STATUS(MATINES_ECONFLICT, matines_stage(engine, PROMOTED, "stage-2", PROMOTION));
  OK(matines_discard(engine, "stage-3"));
  STATUS(MATINES_ECONFLICT, matines_stage(engine, PROMOTED, "stage-3", PROMOTION));
  STATUS(MATINES_ECONFLICT, matines_confirm(engine, "stage-3", NULL));
  matines_receipt receipt;
  OK(emit("evt-4", PROMOTION, &receipt));
  STATUS(MATINES_ECONFLICT, matines_discard(engine, "evt-4"));
  OK(matines_confirm(engine, "evt-4", NULL));
  NUMBER(unread + 1, counts_of(engine, "42").unread);
}

/* Somebody unknown is met at the confirmation, which may be repeated when they are known. */
static void staged_for_nobody(void) {
  const char *document = "{\"user_id\":\"77\",\"data\":{\"name\":\"Paul\",\"ministry\":\"x\"}}";
  OK(matines_stage(engine, PROMOTED, "stage-4", document));
  STATUS(MATINES_EUNKNOWNUSER, matines_confirm(engine, "stage-4", NULL));
  OK(matines_user_put(engine, "{\"id\":\"77\"}"));
  OK(matines_confirm(engine, "stage-4", NULL));
  NUMBER(1, counts_of(engine, "77").unread);
}

static void notifying(void) {
  const char *document =
      "{\"title\":\"Séance avancée\",\"body\":\"Le conseil se réunit à 9 h.\","
      "\"type\":\"system\",\"severity\":\"warning\",\"data\":{ \"b\":1.50,\"a\":\"\\u00e9\" }}";
  matines_receipt receipt = {.size = sizeof receipt}, again = receipt;
  matines_counts before = counts_of(engine, "42");
  OK(matines_notify(engine, "42", "note-1", document, &receipt));
  OK(matines_notify(engine, "42", "note-1", document, &again));
  NUMBER(1, again.repeated);
  TEXT(receipt.notification_id, again.notification_id);
  STATUS(MATINES_ECONFLICT,
         matines_notify(engine, "42", "note-1", "{\"title\":\"Bonjour\"}", NULL));
  STATUS(MATINES_ECONFLICT, matines_notify(engine, "77", "note-1", document, NULL));
  NUMBER(before.unseen_warning + 1, counts_of(engine, "42").unseen_warning);
  char *page = NULL;
  OK(matines_inbox_page(engine, "42", "{\"limit\":1}", &page));
  CHECK(json_valid(page));
  TEXT(receipt.notification_id, json_at(page, "notifications.0.id"));
  TEXT("system", json_at(page, "notifications.0.type"));
  TEXT("general", json_at(page, "notifications.0.category"));
  TEXT("warning", json_at(page, "notifications.0.severity"));
  TEXT("Séance avancée", json_at(page, "notifications.0.title"));
  TEXT("Le conseil se réunit à 9 h.", json_at(page, "notifications.0.body"));
  TEXT("{ \"b\":1.50,\"a\":\"\\u00e9\" }", json_at(page, "notifications.0.data"));
  matines_free(page);
}

static void all_of_it(const char *document) {
  engine = open_engine("%s", document);
  survives = !strstr(document, "memory:");
  accepting();
  repeating();
  staging();
  discarding();
  staged_for_nobody();
  notifying();
  matines_close(engine);
}

int main(void) {
  char folder[4096], document[8192];
  folder_make(folder);
  snprintf(document, sizeof document, "{\"store\":\"sqlite:%s/events.db\",\"mailer\":\"host:\"}",
           folder);
  all_of_it(document);
  all_of_it("{\"store\":\"memory:\",\"mailer\":\"host:\"}");
  engine = open_engine("{\"store\":\"sqlite:%s/fast.db?survive_power_loss=no\"}", folder);
  NUMBER(0, emit_promotion(engine, NULL).durable);
  matines_close(engine);
  folder_remove(folder);
  return check_end("events");
}
