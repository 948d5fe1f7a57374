/* SPDX-License-Identifier: MIT */
/* Every function with a text argument, called with one given text there and good values elsewhere;
   and what each leaves in its outputs. */
#ifndef DOORS_H
#define DOORS_H

#include "host.h"

/* What the last door wrote, whatever it was; dirty before each call. */
typedef struct door_outputs {
  matines_receipt receipt;
  matines_counts counts;
  matines_marked marked;
  matines_work_report report;
  matines_presence presence;
  int32_t send;
  matines_outcome outcome;
  char code[MATINES_PHONE_CODE_SIZE];
  char *text;
} door_outputs;

static door_outputs outputs;
static char door_dirt[1];
/* A notification of user 42 that is there. */
static char door_notification[37];
/* What some call marked; it is nobody's. */
static const char door_undo[] =
    "r.1760000000000.00000000-0000-7000-8000-000000000000.00000000-0000-7000-8000-000000000000";

static inline void outputs_dirty(void) {
  memset(&outputs, 0xAA, sizeof outputs);
  outputs.receipt.size = sizeof outputs.receipt;
  outputs.counts.size = sizeof outputs.counts;
  outputs.marked.size = sizeof outputs.marked;
  outputs.report.size = sizeof outputs.report;
  outputs.presence = MATINES_VISIBLE;
  outputs.send = 7;
  outputs.outcome = MATINES_DELIVERED;
  outputs.text = door_dirt;
}

/* Which output a door has. */
typedef enum door_output {
  NOTHING, RECEIPT, COUNTS, MARKED, REPORT, PRESENCE, SEND, OUTCOME, CODE, DOCUMENT
} door_output;

static inline int is_zero(const void *structure, size_t size) {
  const unsigned char *octets = structure;
  for (size_t i = 4; i < size; i++) {
    if (octets[i]) return 0;
  }
  return 1;
}

/* "On failure outputs are NULL or zero." */
static inline int outputs_clean(door_output which) {
  switch (which) {
    case RECEIPT: return is_zero(&outputs.receipt, sizeof outputs.receipt);
    case COUNTS: return is_zero(&outputs.counts, sizeof outputs.counts);
    case MARKED: return is_zero(&outputs.marked, sizeof outputs.marked);
    case REPORT: return is_zero(&outputs.report, sizeof outputs.report);
    case PRESENCE: return outputs.presence == MATINES_OFFLINE;
    case SEND: return outputs.send == 0;
    case OUTCOME: return outputs.outcome == 0;
    case CODE: return outputs.code[0] == 0;
    case DOCUMENT: return outputs.text == NULL;
    default: return 1;
  }
}

static inline void outputs_free(void) {
  if (outputs.text != door_dirt) matines_free(outputs.text);
  outputs.text = door_dirt;
}

typedef matines_status door_call(matines_engine *engine, const char *text);

typedef struct door {
  const char *name;
  door_call *call;
  door_output output;
  /* 1: NULL is a value of its own there. */
  int null_allowed;
  /* The longest text, in octets. */
  size_t limit;
} door;

#define DOOR(name, expression)                                                    \
  static matines_status name(matines_engine *engine, const char *text) {         \
    return expression;                                                            \
  }

#define NOTE "{\"title\":\"Bonjour\"}"
#define FORGED "AAAAAAAAAAAAAAAAAAAAAA"

static matines_outcome door_deliver(void *context, const char *json) {
  (void)context, (void)json;
  return MATINES_DELIVERED;
}

static const matines_channel door_channel = {
    .size = sizeof door_channel, .timeout_ms = 1, .deliver = door_deliver};

DOOR(user_put, matines_user_put(engine, text))
DOOR(preference_get, matines_preference_get(engine, text, &outputs.text))
DOOR(preference_set_user, matines_preference_set(engine, text, "{}"))
DOOR(preference_set_json, matines_preference_set(engine, "42", text))
DOOR(preference_pause, matines_preference_pause(engine, text, 0))
DOOR(link_user, matines_unsubscribe_token(engine, text, "general", "email", &outputs.text))
DOOR(link_category, matines_unsubscribe_token(engine, "42", text, "email", &outputs.text))
DOOR(link_channel, matines_unsubscribe_token(engine, "42", "general", text, &outputs.text))
DOOR(unsubscribe_read, matines_unsubscribe_read(engine, text, &outputs.text))
DOOR(unsubscribe, matines_unsubscribe(engine, text))
DOOR(phone_user, matines_phone_start(engine, text, "+33612345678", outputs.code, 7))
DOOR(phone_phone, matines_phone_start(engine, "42", text, outputs.code, 7))
DOOR(confirm_user, matines_phone_confirm(engine, text, "123456", &outputs.send))
DOOR(confirm_code, matines_phone_confirm(engine, "42", text, NULL))
DOOR(suppressed, matines_suppression_put(engine, text, "bounce"))
DOOR(suppressed_reason, matines_suppression_put(engine, "a@example.org", text))
DOOR(subscription_put_user, matines_subscription_put(engine, text, BROWSER))
DOOR(subscription_put_json, matines_subscription_put(engine, "42", text))
DOOR(subscription_remove_user, matines_subscription_remove(engine, text, "https://a.example/"))
DOOR(subscription_remove_endpoint, matines_subscription_remove(engine, "42", text))
DOOR(subscription_list, matines_subscription_list(engine, text, &outputs.text))
DOOR(label_user, matines_subscription_label(engine, text, "https://a.example/", "Firefox"))
DOOR(label_endpoint, matines_subscription_label(engine, "42", text, "Firefox"))
DOOR(label_label, matines_subscription_label(engine, "42", "https://a.example/", text))
DOOR(test_user, matines_subscription_test(engine, text, "https://a.example/", &outputs.outcome))
DOOR(test_endpoint, matines_subscription_test(engine, "42", text, &outputs.outcome))
DOOR(acknowledge_token, matines_subscription_acknowledge(engine, text, 0))
DOOR(vapid_endpoint, matines_vapid_header(engine, text, NULL, &outputs.text))
DOOR(vapid_key, matines_vapid_header(engine, "https://a.example/", text, &outputs.text))
DOOR(push_json, matines_webpush_send(engine, text, NULL, 0, 60, NULL, NULL, &outputs.outcome, 1))
DOOR(push_urgency, matines_webpush_send(engine, "[]", NULL, 0, 60, text, NULL, &outputs.outcome, 1))
DOOR(push_topic, matines_webpush_send(engine, "[]", NULL, 0, 60, NULL, text, &outputs.outcome, 1))
DOOR(emit_event, matines_emit(engine, text, NULL, PROMOTION, &outputs.receipt))
DOOR(emit_id, matines_emit(engine, PROMOTED, text, PROMOTION, &outputs.receipt))
DOOR(emit_json, matines_emit(engine, PROMOTED, NULL, text, &outputs.receipt))
DOOR(stage_event, matines_stage(engine, text, "stage", PROMOTION))
DOOR(stage_id, matines_stage(engine, PROMOTED, text, PROMOTION))
DOOR(stage_json, matines_stage(engine, PROMOTED, "stage", text))
DOOR(schedule_event, matines_schedule(engine, text, "later", PROMOTION, 1))
DOOR(schedule_id, matines_schedule(engine, PROMOTED, text, PROMOTION, 1))
DOOR(schedule_json, matines_schedule(engine, PROMOTED, "later", text, 1))
DOOR(simulate_json, matines_simulate(engine, PROMOTED, text, NULL, &outputs.text))
DOOR(simulate_locale, matines_simulate(engine, PROMOTED, PROMOTION, text, &outputs.text))
DOOR(confirm_id, matines_confirm(engine, text, &outputs.receipt))
DOOR(discard_id, matines_discard(engine, text))
DOOR(notify_user, matines_notify(engine, text, NULL, NOTE, &outputs.receipt))
DOOR(notify_key, matines_notify(engine, "42", text, NOTE, &outputs.receipt))
DOOR(notify_json, matines_notify(engine, "42", NULL, text, &outputs.receipt))
DOOR(progress_id, matines_broadcast_progress(engine, text, &outputs.text))
DOOR(cancel_id, matines_notification_cancel(engine, text))
DOOR(ping_user, matines_presence_ping(engine, text, "tab", 1))
DOOR(ping_tab, matines_presence_ping(engine, "42", text, 1))
DOOR(leave_user, matines_presence_leave(engine, text, "tab"))
DOOR(leave_tab, matines_presence_leave(engine, "42", text))
DOOR(check_user, matines_presence_check(engine, text, &outputs.presence))
DOOR(token_user, matines_presence_token(engine, text, "session", &outputs.text))
DOOR(token_session, matines_presence_token(engine, "42", text, &outputs.text))
DOOR(ping_token, matines_presence_ping_token(engine, text, "tab", 1))
DOOR(leave_token, matines_presence_leave_token(engine, text, "tab"))
DOOR(end_user, matines_presence_end(engine, text, "session"))
DOOR(end_session, matines_presence_end(engine, "42", text))
DOOR(stream_user, matines_realtime_subscription(engine, text, NULL, &outputs.text))
DOOR(stream_session, matines_realtime_subscription(engine, "42", text, &outputs.text))
DOOR(stream_end, matines_realtime_end(engine, text))
DOOR(page_user, matines_inbox_page(engine, text, "{\"limit\":10}", &outputs.text))
DOOR(page_query, matines_inbox_page(engine, "42", text, &outputs.text))
DOOR(counts_user, matines_inbox_counts(engine, text, &outputs.counts))
DOOR(mark_user, matines_inbox_mark(engine, text, "[]", MATINES_SEEN, &outputs.counts))
DOOR(mark_ids, matines_inbox_mark(engine, "42", text, MATINES_SEEN, &outputs.counts))
DOOR(all_user, matines_inbox_mark_all(engine, text, door_notification, NULL, MATINES_SEEN,
                                      &outputs.marked))
DOOR(all_cursor, matines_inbox_mark_all(engine, "42", text, NULL, MATINES_SEEN, &outputs.marked))
DOOR(all_query, matines_inbox_mark_all(engine, "42", door_notification, text, MATINES_SEEN,
                                       &outputs.marked))
DOOR(undo_user, matines_inbox_undo(engine, text, door_undo, &outputs.marked))
DOOR(undo_token, matines_inbox_undo(engine, "42", text, &outputs.marked))
DOOR(take_channels, matines_take(engine, text, &outputs.text))
DOOR(hand_over_token, matines_hand_over(engine, text))
DOOR(begin_token, matines_begin(engine, text, &outputs.send))
DOOR(extend_token, matines_extend(engine, text))
DOOR(policy_load, matines_policy_load(engine, text))
DOOR(settle_token, matines_settle(engine, text, MATINES_DELIVERED, NULL))
DOOR(settle_note, matines_settle(engine, FORGED, MATINES_DELIVERED, text))
DOOR(explain_user, matines_explain(engine, text, door_notification, NULL, &outputs.text))
DOOR(explain_id, matines_explain(engine, "42", text, NULL, &outputs.text))
DOOR(explain_locale, matines_explain(engine, "42", door_notification, text, &outputs.text))
DOOR(add_channel_name, matines_add_channel(engine, text, &door_channel))

enum {
  JSON_LIMIT = 65536, DOCUMENT_LIMIT = 1 << 20, ID_LIMIT = 128, NAME_LIMIT = 64, URL_LIMIT = 2048,
  SESSION_LIMIT = 256, TOKEN_LIMIT = 256
};

static const door doors[] = {
    {"user_put", user_put, NOTHING, 0, JSON_LIMIT},
    {"preference_get", preference_get, DOCUMENT, 0, ID_LIMIT},
    {"preference_set user", preference_set_user, NOTHING, 0, ID_LIMIT},
    {"preference_set json", preference_set_json, NOTHING, 0, JSON_LIMIT},
    {"preference_pause", preference_pause, NOTHING, 0, ID_LIMIT},
    {"unsubscribe_token user", link_user, DOCUMENT, 0, ID_LIMIT},
    {"unsubscribe_token category", link_category, DOCUMENT, 0, NAME_LIMIT},
    {"unsubscribe_token channel", link_channel, DOCUMENT, 0, 32},
    {"unsubscribe_read", unsubscribe_read, DOCUMENT, 0, 512},
    {"unsubscribe", unsubscribe, NOTHING, 0, 512},
    {"phone_start user", phone_user, CODE, 0, ID_LIMIT},
    {"phone_start phone", phone_phone, CODE, 0, NAME_LIMIT},
    {"phone_confirm user", confirm_user, SEND, 0, ID_LIMIT},
    {"phone_confirm code", confirm_code, NOTHING, 0, NAME_LIMIT},
    {"suppression_put address", suppressed, NOTHING, 0, 512},
    {"suppression_put reason", suppressed_reason, NOTHING, 0, NAME_LIMIT},
    {"subscription_put user", subscription_put_user, NOTHING, 0, ID_LIMIT},
    {"subscription_put json", subscription_put_json, NOTHING, 0, JSON_LIMIT},
    {"subscription_remove user", subscription_remove_user, NOTHING, 0, ID_LIMIT},
    {"subscription_remove endpoint", subscription_remove_endpoint, NOTHING, 0, URL_LIMIT},
    {"subscription_list", subscription_list, DOCUMENT, 0, ID_LIMIT},
    {"subscription_label user", label_user, NOTHING, 0, ID_LIMIT},
    {"subscription_label endpoint", label_endpoint, NOTHING, 0, URL_LIMIT},
    {"subscription_label label", label_label, NOTHING, 1, ID_LIMIT},
    {"subscription_test user", test_user, OUTCOME, 0, ID_LIMIT},
    {"subscription_test endpoint", test_endpoint, OUTCOME, 0, URL_LIMIT},
    {"subscription_acknowledge", acknowledge_token, NOTHING, 0, ID_LIMIT},
    {"vapid_header endpoint", vapid_endpoint, DOCUMENT, 0, URL_LIMIT},
    {"vapid_header public_key", vapid_key, DOCUMENT, 1, ID_LIMIT},
    {"webpush_send json", push_json, OUTCOME, 0, DOCUMENT_LIMIT},
    {"webpush_send urgency", push_urgency, OUTCOME, 1, 32},
    {"webpush_send topic", push_topic, OUTCOME, 1, NAME_LIMIT},
    {"emit event", emit_event, RECEIPT, 0, NAME_LIMIT},
    {"emit id", emit_id, RECEIPT, 1, ID_LIMIT},
    {"emit json", emit_json, RECEIPT, 0, JSON_LIMIT},
    {"stage event", stage_event, NOTHING, 0, NAME_LIMIT},
    {"stage id", stage_id, NOTHING, 0, ID_LIMIT},
    {"stage json", stage_json, NOTHING, 0, JSON_LIMIT},
    {"schedule event", schedule_event, NOTHING, 0, NAME_LIMIT},
    {"schedule id", schedule_id, NOTHING, 0, ID_LIMIT},
    {"schedule json", schedule_json, NOTHING, 0, JSON_LIMIT},
    {"simulate json", simulate_json, DOCUMENT, 0, JSON_LIMIT},
    {"simulate locale", simulate_locale, DOCUMENT, 1, NAME_LIMIT},
    {"confirm", confirm_id, RECEIPT, 0, ID_LIMIT},
    {"discard", discard_id, NOTHING, 0, ID_LIMIT},
    {"notify user", notify_user, RECEIPT, 0, ID_LIMIT},
    {"notify key", notify_key, RECEIPT, 1, ID_LIMIT},
    {"notify json", notify_json, RECEIPT, 0, JSON_LIMIT},
    {"broadcast_progress", progress_id, DOCUMENT, 0, NAME_LIMIT},
    {"notification_cancel", cancel_id, NOTHING, 0, NAME_LIMIT},
    {"presence_ping user", ping_user, NOTHING, 0, ID_LIMIT},
    {"presence_ping tab", ping_tab, NOTHING, 0, NAME_LIMIT},
    {"presence_leave user", leave_user, NOTHING, 0, ID_LIMIT},
    {"presence_leave tab", leave_tab, NOTHING, 0, NAME_LIMIT},
    {"presence_check", check_user, PRESENCE, 0, ID_LIMIT},
    {"presence_token user", token_user, DOCUMENT, 0, ID_LIMIT},
    {"presence_token session", token_session, DOCUMENT, 0, SESSION_LIMIT},
    {"presence_ping_token", ping_token, NOTHING, 0, TOKEN_LIMIT},
    {"presence_leave_token", leave_token, NOTHING, 0, TOKEN_LIMIT},
    {"presence_end user", end_user, NOTHING, 0, ID_LIMIT},
    {"presence_end session", end_session, NOTHING, 0, SESSION_LIMIT},
    {"realtime_subscription user", stream_user, DOCUMENT, 0, ID_LIMIT},
    {"realtime_subscription session", stream_session, DOCUMENT, 1, SESSION_LIMIT},
    {"realtime_end", stream_end, NOTHING, 0, ID_LIMIT},
    {"inbox_page user", page_user, DOCUMENT, 0, ID_LIMIT},
    {"inbox_page query", page_query, DOCUMENT, 1, JSON_LIMIT},
    {"inbox_counts", counts_user, COUNTS, 0, ID_LIMIT},
    {"inbox_mark user", mark_user, COUNTS, 0, ID_LIMIT},
    {"inbox_mark ids", mark_ids, COUNTS, 0, JSON_LIMIT},
    {"inbox_mark_all user", all_user, MARKED, 0, ID_LIMIT},
    {"inbox_mark_all cursor", all_cursor, MARKED, 0, NAME_LIMIT},
    {"inbox_mark_all query", all_query, MARKED, 1, JSON_LIMIT},
    {"inbox_undo user", undo_user, MARKED, 0, ID_LIMIT},
    {"inbox_undo undo", undo_token, MARKED, 0, ID_LIMIT},
    {"take", take_channels, DOCUMENT, 0, JSON_LIMIT},
    {"hand_over", hand_over_token, NOTHING, 0, NAME_LIMIT},
    {"begin", begin_token, SEND, 0, NAME_LIMIT},
    {"extend", extend_token, NOTHING, 0, NAME_LIMIT},
    {"settle token", settle_token, NOTHING, 0, NAME_LIMIT},
    {"settle note", settle_note, NOTHING, 1, 512},
    {"policy_load", policy_load, NOTHING, 0, DOCUMENT_LIMIT},
    {"explain user", explain_user, DOCUMENT, 0, ID_LIMIT},
    {"explain id", explain_id, DOCUMENT, 0, NAME_LIMIT},
    {"explain locale", explain_locale, DOCUMENT, 1, NAME_LIMIT},
    {"add_channel name", add_channel_name, NOTHING, 0, 32},
};

enum { DOORS = sizeof doors / sizeof *doors };

/* The door's name stands in front of what it failed with. */
static inline void refused(
    matines_engine *engine, const door *door, const char *text, matines_status wanted) {
  outputs_dirty();
  matines_status got = door->call(engine, text);
  if (got != wanted) fprintf(stderr, "%s:\n", door->name);
  STATUS(wanted, got);
  if (got == MATINES_OK) return outputs_free();
  if (!CHECK(outputs_clean(door->output))) {
    fprintf(stderr, "%s: status %d left its output dirty\n", door->name, got);
  }
}

#endif
