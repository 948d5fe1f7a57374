/* SPDX-License-Identifier: MIT */
/* The ladder on spools: which files appear when, and what they say. Subscriptions, too. */
#include "host.h"
#include "json.h"

static char folder[4096], out[8192];
static host_clock host_time;

static matines_engine *opened(const char *name, const char *more) {
  matines_engine *engine = open_engine(
      "{\"store\":\"sqlite:%s/%s.db\",\"origin\":\"https://bo.example.org\",%s"
      "\"mailer\":\"spool:%s?from=bo@example.org\",\"sms\":\"spool:%s\",\"webpush\":\"spool:%s\"}",
      folder, name, more, out, out, out);
  clock_set(engine, &host_time);
  return engine;
}

static void files(int mails, int texts, int pushes) {
  NUMBER(mails, folder_count(out, ".eml", NULL, 0));
  NUMBER(texts, folder_count(out, ".sms.json", NULL, 0));
  NUMBER(pushes, folder_count(out, ".push.json", NULL, 0));
  NUMBER(0, folder_count(out, ".new", NULL, 0));
}

static char *one_file(const char *end) {
  char path[8400] = "";
  folder_count(out, end, path, sizeof path);
  char *text = file_read(path);
  CHECK(text != NULL);
  return text ? text : calloc(1, 1);
}

static void mail_says(const char *id) {
  char *mail = one_file(".eml");
  CHECK(strstr(mail, "\r\n\r\n"));
  CHECK(strstr(mail, "From: ") && strstr(mail, "bo@example.org"));
  CHECK(strstr(mail, "To: ") && strstr(mail, "jeanne@example.org"));
  CHECK(strstr(mail, "\r\nSubject: ") && strstr(mail, "Date: "));
  CHECK(strstr(mail, "\r\nMessage-ID: <") || strstr(mail, "\r\nMessage-Id: <"));
  CHECK(strstr(mail, "\r\nMIME-Version: 1.0\r\n"));
  CHECK(strstr(mail, id));
  for (char *at = mail; (at = strchr(at, '\n')); at++) {
    if (at == mail || at[-1] != '\r') {
      CHECK(!"a line of the mail ends without CR");
      break;
    }
  }
  free(mail);
}

static void push_says(const char *id) {
  char *push = one_file(".push.json");
  CHECK(json_valid(push));
  TEXT("42", json_at(push, "user_id"));
  TEXT("https://push.example.org/a", json_at(push, "endpoint"));
  TEXT(id, json_at(push, "notification_id"));
  TEXT("/admin/ministers/42", json_at(push, "data.targetUrl"));
  CHECK(*json_at(push, "title") && *json_at(push, "body"));
  CHECK(!strstr(push, "BTBZMqHH6r4Tts7J_aSIgg"));
  free(push);
}

/* Away: the push at once, the e-mail after two minutes, the text message never unless opted in. */
static void away(void) {
  matines_engine *engine = opened("away", "");
  OK(matines_user_put(engine, JEANNE));
  OK(matines_subscription_put(engine, "42", BROWSER));
  matines_receipt receipt = emit_promotion(engine, "evt-1");
  NUMBER(1, work(engine, 0).delivered);
  files(0, 0, 1);
  push_says(receipt.notification_id);
  clock_advance(&host_time, 119000);
  NUMBER(0, work(engine, 0).delivered);
  CHECK(work(engine, 0).next_due_ms == host_time.now + 1000);
  clock_advance(&host_time, 1000);
  NUMBER(1, work(engine, 0).delivered);
  files(1, 0, 1);
  mail_says(receipt.notification_id);
  clock_advance(&host_time, 86400000);
  NUMBER(0, work(engine, 0).delivered);
  NUMBER(0, work(engine, 0).next_due_ms);
  files(1, 0, 1);
  matines_close(engine);
  folder_remove(out);
}

/* Somebody who sees it gets nothing more. */
static void seen(void) {
  matines_engine *engine = opened("seen", "");
  OK(matines_user_put(engine, JEANNE));
  matines_receipt receipt = emit_promotion(engine, "evt-1");
  OK(matines_inbox_mark_all(engine, "42", receipt.notification_id, NULL, MATINES_SEEN, NULL));
  clock_advance(&host_time, 7200000);
  NUMBER(0, work(engine, 0).delivered);
  files(0, 0, 0);
  matines_close(engine);
  folder_remove(out);
}

static void text_message(void) {
  matines_engine *engine = opened(
      "text", "\"policy\":{\"categories\":{\"role\":{\"mandatory\":true,\"options\":[\"sms\"]}}},");
  OK(matines_user_put(engine, JEANNE));
  matines_receipt receipt = emit_promotion(engine, "evt-1");
  clock_advance(&host_time, 900000);
  NUMBER(2, work(engine, 0).delivered);
  files(1, 1, 0);
  char *text = one_file(".sms.json");
  CHECK(json_valid(text));
  TEXT("+33612345678", json_at(text, "to"));
  TEXT(receipt.notification_id, json_at(text, "notification_id"));
  CHECK(*json_at(text, "text"));
  free(text);
  matines_close(engine);
  folder_remove(out);
}

static void subscriptions(void) {
  matines_engine *engine = opened("subscriptions", "");
  char *list = NULL;
  OK(matines_user_put(engine, JEANNE));
  OK(matines_user_put(engine, "{\"id\":\"43\"}"));
  OK(matines_subscription_put(engine, "42", BROWSER));
  OK(matines_subscription_put(engine, "42", BROWSER));
  OK(matines_subscription_put(
      engine, "42", "{\"endpoint\":\"https://push.example.org/b\"," KEYS "}"));
  OK(matines_subscription_list(engine, "42", &list));
  CHECK(json_valid(list));
  NUMBER(2, json_count(list, "subscriptions"));
  CHECK(!strstr(list, "BTBZ"));
  matines_free(list);
  OK(matines_subscription_put(engine, "43", BROWSER));
  OK(matines_subscription_list(engine, "42", &list));
  NUMBER(1, json_count(list, "subscriptions"));
  matines_free(list);
  STATUS(MATINES_ECONFLICT,
         matines_subscription_put(
             engine, "42", "{\"endpoint\":\"https://push.example.org/a\",\"keys\":{\"p256dh\":"
             "\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4"
             "bjyPjs7Vd8pZGH6SRpkNtoIAiw4\""
             ",\"auth\":\"AAAAAAAAAAAAAAAAAAAAAA\"}}"));
  STATUS(MATINES_ENOTFOUND,
         matines_subscription_remove(engine, "42", "https://push.example.org/a"));
  OK(matines_subscription_remove(engine, "43", "https://push.example.org/a"));
  STATUS(MATINES_ENOTFOUND,
         matines_subscription_remove(engine, "43", "https://push.example.org/a"));
  matines_close(engine);
}

int main(void) {
  folder_make(folder);
  snprintf(out, sizeof out, "%s/out", folder);
  away();
  seen();
  text_message();
  subscriptions();
  folder_remove(folder);
  return check_end("spool");
}
