/* SPDX-License-Identifier: MIT */
/* What a page gets to hear of its person's updates, what it hears, and how that ends. */
#include <sys/stat.h>
#include <time.h>

#include "answering.h"
#include "host.h"
#include "json.h"

#define PUBLISHER "0123456789abcdef0123456789abcdef0123456789abcdef"
#define SUBSCRIBER "abcdef0123456789abcdef0123456789abcdef0123456789"
#define HUB "mercure+https://hub.example.org/.well-known/mercure"

static char folder[4096];
static answering hub;

static int64_t milliseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void key_write(const char *name, const char *key) {
  char path[8192];
  snprintf(path, sizeof path, "%s/keys/%s.key", folder, name);
  unlink(path);
  if (key) file_write(path, key, 0600);
}

static void keys_make(const char *publisher, const char *subscriber) {
  char path[8192];
  snprintf(path, sizeof path, "%s/keys", folder);
  mkdir(path, 0700);
  key_write("hub-publish", publisher);
  key_write("hub-subscribe", subscriber);
}

/* The status of opening with this hub. */
static matines_status opening(const char *realtime, matines_engine **engine) {
  snprintf(host_document, sizeof host_document,
           "{\"store\":\"sqlite:%s/a.db\",\"keys\":\"%s/keys\",\"realtime\":\"%s\","
           "\"origin\":\"https://bo.example.org\","
           "\"policy\":{\"ladders\":{\"standard\":[{\"channel\":\"realtime\"}]}}}",
           folder, folder, realtime);
  return matines_open(host_document, engine);
}

static matines_engine *opened(const char *realtime) {
  matines_engine *engine = NULL;
  OK(opening(realtime, &engine));
  if (!engine) exit(check_end("no engine"));
  return engine;
}

static char *subscription(matines_engine *engine, const char *user, const char *session) {
  char *text = NULL;
  OK(matines_realtime_subscription(engine, user, session, &text));
  CHECK(json_valid(text));
  return text;
}

static void documents(void) {
  matines_engine *engine = opened(HUB);
  int64_t now = milliseconds(CLOCK_REALTIME);
  char *text = subscription(engine, "a/{id}", NULL);
  TEXT("1", json_at(text, "version"));
  TEXT("https://hub.example.org/.well-known/mercure", json_at(text, "hub"));
  TEXT("user/a%2F%7Bid%7D/notifications", json_at(text, "topic"));
  TEXT("https://hub.example.org/.well-known/mercure"
       "?topic=user%2Fa%252F%257Bid%257D%2Fnotifications",
       json_at(text, "url"));
  TEXT("null", json_at(text, "last_event_id"));
  TEXT("true", json_at(text, "secure"));
  int64_t expires = strtoll(json_at(text, "expires_ms"), NULL, 10);
  CHECK(expires > now + 890000 && expires <= now + 902000);
  char cookie[4096];
  const char *rest = "Path=/.well-known/mercure; Secure; HttpOnly; SameSite=Strict";
  snprintf(cookie, sizeof cookie, "mercureAuthorization=%s; Max-Age=900; %s",
           json_at(text, "token"), rest);
  TEXT(cookie, json_at(text, "cookie"));
  snprintf(cookie, sizeof cookie, "mercureAuthorization=; Max-Age=0; %s", rest);
  TEXT(cookie, json_at(text, "no_cookie"));
  CHECK(!strstr(text, SUBSCRIBER) && !strstr(text, PUBLISHER));
  matines_free(text);
  matines_close(engine);
  engine = opened(HUB "?protocol=1&public=https://bo.example.org/hub");
  text = subscription(engine, "42", NULL);
  TEXT("https://bo.example.org/hub?match=user%2F42%2Fnotifications", json_at(text, "url"));
  CHECK(!strncmp("__Secure-mercure_access_token=ey", json_at(text, "cookie"), 32));
  matines_free(text);
  matines_close(engine);
}

static void keys(void) {
  char *text = NULL, dsn[8192];
  matines_engine *engine = NULL;
  keys_make(PUBLISHER, PUBLISHER "\n");
  STATUS(MATINES_ECONFIG, opening(HUB, &engine));
  CHECK(strstr(matines_error_message(), "hub-subscribe.key") && engine == NULL);
  keys_make(PUBLISHER, "short");
  STATUS(MATINES_ECONFIG, opening(HUB, &engine));
  keys_make(NULL, SUBSCRIBER);
  STATUS(MATINES_ECONFIG, opening(HUB, &engine));
  CHECK(strstr(matines_error_message(), "hub-publish.key"));
  keys_make(PUBLISHER, NULL);
  engine = opened(HUB);
  text = (char *)dsn;
  STATUS(MATINES_ECONFIG, matines_realtime_subscription(engine, "42", NULL, &text));
  CHECK(strstr(matines_error_message(), "hub-subscribe.key") && text == NULL);
  key_write("hub-subscribe", SUBSCRIBER);
  matines_free(subscription(engine, "42", NULL));
  matines_close(engine);
  snprintf(dsn, sizeof dsn, HUB "?subscriber_key_file=%s/none.key", folder);
  STATUS(MATINES_ECONFIG, opening(dsn, &engine));
  snprintf(dsn, sizeof dsn, HUB "?subscriber_key_file=%s/keys/hub-publish.key", folder);
  STATUS(MATINES_ECONFIG, opening(dsn, &engine));
  snprintf(dsn, sizeof dsn, HUB "?key_file=%s/keys/hub-subscribe.key", folder);
  STATUS(MATINES_ECONFIG, opening(dsn, &engine));
  snprintf(dsn, sizeof dsn, HUB "?subscriber_key_file=%s/keys/hub-subscribe.key", folder);
  matines_close(opened(dsn));
}

static void sessions(void) {
  matines_engine *engine = opened(HUB);
  host_clock time;
  clock_set(engine, &time);
  char *text = subscription(engine, "42", "session-1");
  CHECK(!strstr(text, "session-1"));
  matines_free(text);
  OK(matines_presence_end(engine, "42", "session-1"));
  STATUS(MATINES_ECONFLICT, matines_realtime_subscription(engine, "42", "session-1", &text));
  CHECK(text == NULL);
  matines_free(subscription(engine, "42", "session-2"));
  matines_free(subscription(engine, "43", "session-1"));
  matines_free(subscription(engine, "42", NULL));
  clock_advance(&time, 299999);
  STATUS(MATINES_ECONFLICT, matines_realtime_subscription(engine, "42", "session-1", &text));
  clock_advance(&time, 1);
  matines_free(subscription(engine, "42", "session-1"));
  STATUS(MATINES_EINVALID, matines_realtime_subscription(engine, "..", NULL, &text));
  STATUS(MATINES_EINVALID, matines_realtime_subscription(engine, "42", "", &text));
  STATUS(MATINES_ENULL, matines_realtime_subscription(engine, "42", NULL, NULL));
  matines_close(engine);
  const char *others[] = {"", ",\"realtime\":\"host:\""};
  for (int i = 0; i < 2; i++) {
    engine = open_engine("{\"store\":\"memory:\"%s}", others[i]);
    STATUS(MATINES_EUNSUPPORTED, matines_realtime_subscription(engine, "42", NULL, &text));
    STATUS(MATINES_EUNSUPPORTED, matines_realtime_end(engine, "42"));
    matines_close(engine);
  }
}

static matines_engine *at_hub(const char *options) {
  char dsn[8192];
  snprintf(dsn, sizeof dsn, "mercure+http://localhost:%d/.well-known/mercure%s", hub.peer.port,
           options);
  return opened(dsn);
}

static void ending(void) {
  matines_engine *engine = at_hub("");
  const struct {
    int hub;
    matines_status status;
  } answers[] = {
      {200, MATINES_OK}, {204, MATINES_OK}, {404, MATINES_EUNSUPPORTED},
      {405, MATINES_EUNSUPPORTED}, {501, MATINES_EUNSUPPORTED}, {401, MATINES_ECONFIG},
      {403, MATINES_ECONFIG}, {301, MATINES_ECONFIG}, {400, MATINES_EIO}, {500, MATINES_EIO},
      {503, MATINES_EIO}};
  for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
    hub.status = answers[i].hub;
    STATUS(answers[i].status, matines_realtime_end(engine, "a b"));
  }
  const char *asked = answering_request(&hub, 0);
  const char *line = "DELETE /.well-known/mercure/subscriptions/"
                     "user%2Fa%2520b%2Fnotifications HTTP/1.1\r\n";
  CHECK(!strncmp(asked, line, strlen(line)));
  CHECK(strstr(asked, "\r\nAuthorization: Bearer ey") && !strstr(asked, "Content-Type"));
  hub.status = 0;
  STATUS(MATINES_EIO, matines_realtime_end(engine, "42"));
  STATUS(MATINES_EINVALID, matines_realtime_end(engine, "."));
  hub.status = 200;
  matines_close(engine);
}

/* The data of the form, unescaped as far as JSON needs it. */
static const char *said(int number) {
  static char data[ANSWERING_SIZE];
  const char *from = strstr(answering_request(&hub, number), "&data=");
  char *to = data;
  for (from = from ? from + 6 : ""; *from && *from != '&'; to++) {
    char digits[3] = {0};
    if (*from == '%') memcpy(digits, from + 1, 2);
    *to = *from == '%' ? (char)strtol(digits, NULL, 16) : *from;
    from += *from == '%' ? 3 : 1;
  }
  *to = 0;
  return data;
}

/* Of many rows pages hear once, and of their undo. */
static void many(matines_engine *engine) {
  int before = hub.met;
  matines_marked marked = {.size = sizeof marked}, undone = {.size = sizeof undone};
  matines_receipt receipt = emit_promotion(engine, "evt-2");
  work(engine, 300);
  NUMBER(before + 1, hub.met);
  OK(matines_inbox_mark_all(engine, "42", receipt.notification_id, "{\"unread\":true}",
                            MATINES_READ, &marked));
  NUMBER(1, marked.rows);
  work(engine, 300);
  NUMBER(before + 2, hub.met);
  TEXT("read", json_at(said(before + 1), "kind"));
  TEXT(receipt.notification_id, json_at(said(before + 1), "ids.0"));
  NUMBER(marked.version, strtoll(json_at(said(before + 1), "mark_version"), NULL, 10));
  OK(matines_inbox_undo(engine, "42", marked.undo, &undone));
  NUMBER(1, undone.rows);
  work(engine, 300);
  NUMBER(before + 3, hub.met);
  TEXT("unread", json_at(said(before + 2), "kind"));
  TEXT(receipt.notification_id, json_at(said(before + 2), "ids.0"));
  TEXT("1", json_at(said(before + 2), "unread"));
  OK(matines_inbox_mark_all(engine, "42", receipt.notification_id, NULL, MATINES_ARCHIVED,
                            &marked));
  work(engine, 300);
  OK(matines_inbox_undo(engine, "42", marked.undo, NULL));
  OK(matines_inbox_undo(engine, "42", marked.undo, NULL));
  work(engine, 300);
  NUMBER(before + 5, hub.met);
  TEXT("archived", json_at(said(before + 3), "kind"));
  TEXT("unarchived", json_at(said(before + 4), "kind"));
  TEXT("true", json_at(said(before + 4), "reload"));
  TEXT("1", json_at(said(before + 4), "unread"));
}

static void hearing(void) {
  matines_engine *engine = at_hub("?protocol=1");
  int before = hub.met;
  OK(matines_user_put(engine, JEANNE));
  matines_receipt receipt = emit_promotion(engine, "evt-1");
  NUMBER(1, work(engine, 300).delivered);
  NUMBER(before + 1, hub.met);
  TEXT("created", json_at(said(before), "kind"));
  TEXT(receipt.notification_id, json_at(said(before), "notification.id"));
  char id[64], ids[64];
  snprintf(id, sizeof id, "urn:uuid:%s", receipt.notification_id);
  snprintf(ids, sizeof ids, "[\"%s\"]", receipt.notification_id);
  char *text = subscription(engine, "42", NULL);
  TEXT(id, json_at(text, "last_event_id"));
  matines_free(text);
  /* Nobody is there to be told. */
  OK(matines_inbox_mark(engine, "42", ids, MATINES_SEEN, NULL));
  work(engine, 300);
  NUMBER(before + 1, hub.met);
  OK(matines_presence_ping(engine, "42", "tab", 0));
  matines_counts counts = {.size = sizeof counts};
  OK(matines_inbox_mark(engine, "42", ids, MATINES_READ, &counts));
  matines_work_report report = work(engine, 300);
  NUMBER(before + 2, hub.met);
  NUMBER(0, report.delivered);
  NUMBER(0, report.in_flight);
  NUMBER(0, report.next_due_ms);
  TEXT("read", json_at(said(before + 1), "kind"));
  TEXT(receipt.notification_id, json_at(said(before + 1), "ids.0"));
  TEXT("0", json_at(said(before + 1), "unread"));
  NUMBER(counts.version, strtoll(json_at(said(before + 1), "mark_version"), NULL, 10));
  NUMBER(counts.version, strtoll(json_at(said(before + 1), "version"), NULL, 10));
  OK(matines_inbox_mark_all(engine, "42", receipt.notification_id, NULL, MATINES_UNREAD, NULL));
  OK(matines_inbox_mark(engine, "42", ids, MATINES_ARCHIVED, NULL));
  work(engine, 300);
  NUMBER(before + 3, hub.met);
  TEXT("archived", json_at(said(before + 2), "kind"));
  TEXT("true", json_at(said(before + 2), "reload"));
  TEXT("null", json_at(said(before + 2), "notification"));
  many(engine);
  /* A hub that is away delays nobody. */
  hub.status = 503;
  int met = hub.met;
  OK(matines_inbox_mark(engine, "42", ids, MATINES_UNREAD, NULL));
  NUMBER(met, hub.met);
  CHECK(work(engine, 300).next_due_ms > 0);
  hub.status = 200;
  matines_close(engine);
}

int main(void) {
  folder_make(folder);
  answering_open(&hub);
  keys();
  documents();
  sessions();
  ending();
  hearing();
  answering_close(&hub);
  folder_remove(folder);
  return check_end("realtime");
}
