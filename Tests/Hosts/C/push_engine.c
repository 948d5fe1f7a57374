/* SPDX-License-Identifier: MIT */
/* The engine that sends web push itself: its keys, the browsers of people, and sends whose
   arguments are wrong. Nothing here leaves the machine. */
#include <sys/stat.h>

#include "host.h"
#include "json.h"
#include "peer.h"

static char folder[4096];
static matines_engine *engine;

#define AT "https://push.example.org/"
#define GOOD "[{\"endpoint\":\"" AT "a\"," KEYS "}]"
/* Another point of the curve (the generator, in uncompressed form) and another secret. */
#define OTHER_KEYS                                                                      \
  "\"keys\":{\"p256dh\":\"BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-" \
  "eFivOM1drMV7Oy7ZAaDe_UfU\",\"auth\":\"AAAAAAAAAAAAAAAAAAAAAA\"}"

static const char *in(const char *name) {
  static char path[4][8192];
  static int turn;
  char *answer = path[turn++ % 4];
  snprintf(answer, sizeof path[0], "%s/%s", folder, name);
  return answer;
}

static char *keys_and_headers(void) {
  char *keys = NULL, *header = NULL, *same = NULL;
  static char key[256];
  OK(matines_vapid_keys(engine, &keys));
  snprintf(key, sizeof key, "%s", json_at(keys, "keys.0"));
  NUMBER(87, strlen(key));
  NUMBER(1, json_count(keys, "keys"));
  matines_free(keys);
  OK(matines_vapid_header(engine, AT "a", NULL, &header));
  OK(matines_vapid_header(engine, "https://PUSH.example.org:443/other?b", key, &same));
  CHECK(header && same && !strcmp(header, same));
  CHECK(header && !strncmp(header, "vapid t=", 8) && strstr(header, key));
  matines_free(same);
  OK(matines_vapid_header(engine, "https://other.example.org/", NULL, &same));
  CHECK(header && same && strcmp(header, same));
  matines_free(header), matines_free(same);
  header = key;
  STATUS(MATINES_ENOTFOUND, matines_vapid_header(
      engine, AT "a", "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-"
      "eFivOM1drMV7Oy7ZAaDe_UfU", &header));
  CHECK(header == NULL);
  STATUS(MATINES_ENOTFOUND, matines_vapid_header(engine, AT "a", "", &header));
  static const char *const bad[] = {"", "http://push.example.org/", "https://127.0.0.1/",
                                    "https://push.example.org:8443/", "https://localhost/"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    STATUS(MATINES_EINVALID, matines_vapid_header(engine, bad[i], NULL, &header));
  }
  STATUS(MATINES_ENULL, matines_vapid_header(engine, AT, NULL, NULL));
  STATUS(MATINES_ENULL, matines_vapid_keys(engine, NULL));
  return key;
}

static matines_status put(const char *user, const char *path, const char *rest) {
  char json[1024];
  snprintf(json, sizeof json, "{\"endpoint\":\"" AT "%s\",%s}", path, rest);
  return matines_subscription_put(engine, user, json);
}

static int browsers(const char *user) {
  char *list = NULL;
  OK(matines_subscription_list(engine, user, &list));
  CHECK(json_valid(list) && !strstr(list, "BTBZMqHH6r4Tts7J_aSIgg") && !strstr(list, "p256dh"));
  int count = json_count(list, "subscriptions");
  matines_free(list);
  return count;
}

static void browsers_of_people(const char *key) {
  char with_key[512], *list = NULL;
  OK(matines_user_put(engine, "{\"id\":\"43\"}"));
  OK(put("42", "a", KEYS ",\"label\":\"Firefox\",\"userAgent\":\"Mozilla/5.0\""));
  snprintf(with_key, sizeof with_key, KEYS ",\"applicationServerKey\":\"%s\"", key);
  OK(put("42", "a", with_key));
  NUMBER(1, browsers("42"));
  STATUS(MATINES_EINVALID, put("42", "b", KEYS ",\"applicationServerKey\":\"BGsX0fLhLEJH-Lzm5WOkQP"
                               "J3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
                               "\""));
  STATUS(MATINES_EUNKNOWNUSER, put("nobody", "b", KEYS));
  OK(matines_subscription_label(engine, "42", AT "a", "Bureau"));
  OK(matines_subscription_list(engine, "42", &list));
  TEXT("Bureau", json_at(list, "subscriptions.0.label"));
  TEXT(key, json_at(list, "subscriptions.0.applicationServerKey"));
  matines_free(list);
  OK(matines_subscription_label(engine, "42", AT "a", NULL));
  STATUS(MATINES_EINVALID, matines_subscription_label(engine, "42", AT "a", "a\nb"));
  STATUS(MATINES_ENOTFOUND, matines_subscription_label(engine, "42", AT "z", "Bureau"));
  STATUS(MATINES_ENOTFOUND, matines_subscription_label(engine, "43", AT "a", "Bureau"));
  /* Another person's endpoint: with other keys refused, with the same it moves. */
  STATUS(MATINES_ECONFLICT, put("43", "a", OTHER_KEYS));
  NUMBER(1, browsers("42"));
  OK(put("43", "a", KEYS));
  NUMBER(0, browsers("42"));
  NUMBER(1, browsers("43"));
  STATUS(MATINES_ENOTFOUND, matines_subscription_remove(engine, "42", AT "a"));
  OK(matines_subscription_remove(engine, "43", AT "a"));
  NUMBER(0, browsers("43"));
}

/* Ten at once, then one every six seconds; twenty at all. */
static void limits(void) {
  char path[32];
  host_clock clock;
  clock_set(engine, &clock);
  OK(matines_user_put(engine, "{\"id\":\"44\"}"));
  for (int i = 0; i < 20; i++) {
    if (i >= 10) {
      STATUS(MATINES_EFULL, put("44", "over", KEYS));
      OK(put("44", "n0", KEYS)); /* a renewal is no new one */
      clock_advance(&clock, 5999);
      STATUS(MATINES_EFULL, put("44", "over", KEYS));
      clock_advance(&clock, 1);
    }
    snprintf(path, sizeof path, "n%d", i);
    OK(put("44", path, KEYS));
  }
  NUMBER(20, browsers("44"));
  clock_advance(&clock, 3600000);
  STATUS(MATINES_EFULL, put("44", "over", KEYS));
  OK(matines_subscription_remove(engine, "44", AT "n0"));
  OK(put("44", "over", KEYS));
  NUMBER(20, browsers("44"));
}

static void tokens(void) {
  static const char *const forged[] = {
      "", "A", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "not base64url !"};
  for (size_t i = 0; i < sizeof forged / sizeof *forged; i++) {
    STATUS(MATINES_EINVALID, matines_subscription_acknowledge(engine, forged[i], 0));
  }
  STATUS(MATINES_EINVALID, matines_subscription_acknowledge(engine, forged[3], 2));
  STATUS(MATINES_EINVALID, matines_subscription_acknowledge(engine, forged[3], -1));
  STATUS(MATINES_ENULL, matines_subscription_acknowledge(engine, NULL, 0));
}

static void send_refused(
    matines_status wanted, const char *json, const void *payload, size_t length, uint32_t ttl,
    const char *urgency, const char *topic, size_t count) {
  matines_outcome outcomes[4] = {7, 7, 7, 7};
  STATUS(wanted, matines_webpush_send(
      engine, json, payload, length, ttl, urgency, topic, outcomes, count));
  for (size_t i = 0; i < 4; i++) NUMBER(i < count ? 0 : 7, outcomes[i]);
}

static void bad_sends(void) {
  static const uint8_t payload[MATINES_PUSH_PAYLOAD_MAX + 1];
  static const char *const urgencies[] = {"", "High", "urgent", "low,high", "normal "};
  static const char *const topics[] = {"", "a b", "a=", "é", "a\r\nX: y",
                                       "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
  send_refused(MATINES_EINVALID, GOOD, payload, 5, 60, NULL, NULL, 2);
  send_refused(MATINES_EINVALID, GOOD, payload, 5, 60, NULL, NULL, 0);
  send_refused(MATINES_EINVALID, "[]", payload, 5, 60, NULL, NULL, 1);
  send_refused(MATINES_ETOOLARGE, GOOD, payload, 3994, 60, NULL, NULL, 1);
  send_refused(MATINES_ETOOLARGE, GOOD, payload, SIZE_MAX, 60, NULL, NULL, 1);
  send_refused(MATINES_ENULL, GOOD, NULL, 1, 60, NULL, NULL, 1);
  send_refused(MATINES_EINVALID, GOOD, payload, 5, 2419201, NULL, NULL, 1);
  send_refused(MATINES_EINVALID, GOOD, payload, 5, UINT32_MAX, NULL, NULL, 1);
  for (size_t i = 0; i < sizeof urgencies / sizeof *urgencies; i++) {
    send_refused(MATINES_EINVALID, GOOD, payload, 5, 60, urgencies[i], NULL, 1);
  }
  for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
    send_refused(MATINES_EINVALID, GOOD, payload, 5, 60, NULL, topics[i], 1);
  }
  send_refused(MATINES_EINVALID, "[{\"endpoint\":\"https://10.0.0.5/\"," KEYS "}]", payload, 5, 60,
               NULL, NULL, 1);
  CHECK(strstr(matines_error_message(), "subscriptions[0].endpoint"));
  send_refused(MATINES_EINVALID, "{}", payload, 5, 60, NULL, NULL, 1);
  STATUS(MATINES_ENULL, matines_webpush_send(
      engine, GOOD, payload, 5, 60, NULL, NULL, NULL, 1));
  STATUS(MATINES_EINVALID, matines_webpush_send(
      engine, GOOD, payload, 5, 60, NULL, NULL, (matines_outcome *)payload, SIZE_MAX));
  OK(matines_webpush_send(engine, "[]", NULL, 0, 60, NULL, NULL, NULL, 0));
}

static void unsupported(const char *webpush) {
  char *text = folder;
  matines_outcome outcome = 7;
  matines_engine *kept = engine;
  engine = open_engine("{\"store\":\"memory:\"%s}", webpush);
  OK(matines_user_put(engine, JEANNE));
  OK(put("42", "a", KEYS));
  STATUS(MATINES_EUNSUPPORTED, matines_vapid_keys(engine, &text));
  CHECK(text == NULL);
  STATUS(MATINES_EUNSUPPORTED, matines_vapid_header(engine, AT, NULL, &text));
  STATUS(MATINES_EUNSUPPORTED, matines_subscription_test(engine, "42", AT "a", &outcome));
  NUMBER(0, outcome);
  send_refused(MATINES_EUNSUPPORTED, GOOD, "a", 1, 60, NULL, NULL, 1);
  matines_close(engine);
  engine = kept;
}

/* A test of a browser whose service takes no connection: later, and it stays. */
static void tried(void) {
  char allow[256], endpoint[128], member[512];
  matines_outcome outcome = 7;
  peer closed = {0};
  peer_open(&closed, 0);
  peer_close(&closed);
  snprintf(allow, sizeof allow,
           ",\"allow\":{\"networks\":[\"127.0.0.0/8\",\"::1/128\"],\"ports\":[%d]}", closed.port);
  CHECK(mkdir(in("tried"), 0700) == 0);
  matines_engine *kept = engine;
  engine = open_push_engine(in("tried"), allow);
  OK(matines_user_put(engine, JEANNE));
  snprintf(endpoint, sizeof endpoint, "https://push.localhost:%d/a", closed.port);
  snprintf(member, sizeof member, "{\"endpoint\":\"%s\"," KEYS "}", endpoint);
  OK(matines_subscription_put(engine, "42", member));
  OK(matines_subscription_test(engine, "42", endpoint, &outcome));
  NUMBER(MATINES_LATER, outcome);
  NUMBER(1, browsers("42"));
  STATUS(MATINES_ENOTFOUND, matines_subscription_test(engine, "42", AT "z", &outcome));
  NUMBER(0, outcome);
  STATUS(MATINES_ENOTFOUND, matines_subscription_test(engine, "43", endpoint, &outcome));
  STATUS(MATINES_ENULL, matines_subscription_test(engine, "42", endpoint, NULL));
  matines_close(engine);
  engine = kept;
}

int main(void) {
  folder_make(folder);
  engine = open_push_engine(folder, "");
  OK(matines_user_put(engine, JEANNE));
  browsers_of_people(keys_and_headers());
  tokens();
  bad_sends();
  tried();
  limits();
  unsupported("");
  char spool[8192];
  snprintf(spool, sizeof spool, ",\"webpush\":\"spool:%s\"", in("out"));
  unsupported(spool);
  matines_close(engine);
  folder_remove(folder);
  return check_end("push_engine");
}
