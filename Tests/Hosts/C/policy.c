/* SPDX-License-Identifier: MIT */
/* A policy that is checked, loaded by a call, and read again when its file changes. */
#include <pthread.h>

#include "host.h"
#include "json.h"

#define LADDER(after) \
  "{\"ladders\":{\"standard\":[{\"channel\":\"email\",\"after\":\"" after "\"}]}}"
#define BROKEN \
  "{\"ladders\":{\"standard\":[{\"channel\":\"emial\"}]},\"rules\":{\"x\":{\"category\":\"no\"}}}"

static matines_engine *engine;
static host_clock host_time;
static atomic_int alarms;
static char dirt[1];

static void hear(void *context, matines_log_level level, const char *message) {
  (void)context;
  CHECK(strstr(message, "policy"));
  alarms += level == MATINES_LOG_ALARM;
}

static void checking(void) {
  char *text = NULL;
  OK(matines_policy_check("{}", &text));
  CHECK(json_valid(text));
  TEXT("1", json_at(text, "version"));
  TEXT("true", json_at(text, "valid"));
  NUMBER(0, json_count(text, "errors"));
  NUMBER(3, json_count(text, "table"));
  TEXT("at_once", json_at(text, "table.0.realtime"));
  CHECK(json_count(text, "policy.ladders.standard") == 6);
  matines_free(text);
  OK(matines_policy_check(BROKEN, &text));
  CHECK(json_valid(text));
  TEXT("false", json_at(text, "valid"));
  CHECK(json_count(text, "errors") >= 2);
  CHECK(strstr(text, "\"path\":\"policy.ladders.standard[0].channel\""));
  CHECK(strstr(text, "email"));
  CHECK(*json_at(text, "errors.0.message"));
  NUMBER(0, json_count(text, "table"));
  TEXT("null", json_at(text, "policy"));
  matines_free(text);
  const char *texts[] = {"", "{", "[]", "null", "{\"version\":2}", "{\"a\":1,\"a\":2}"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    OK(matines_policy_check(texts[i], &text));
    TEXT("false", json_at(text, "valid"));
    CHECK(json_count(text, "errors") >= 1);
    matines_free(text);
  }
  text = dirt;
  STATUS(MATINES_ENULL, matines_policy_check(NULL, &text));
  CHECK(text == NULL);
  STATUS(MATINES_ENULL, matines_policy_check("{}", NULL));
  text = dirt;
  STATUS(MATINES_EENCODING, matines_policy_check("\xff", &text));
  CHECK(text == NULL);
  char *large = malloc((1 << 20) + 2);
  memset(large, ' ', (1 << 20) + 1);
  large[(1 << 20) + 1] = 0;
  STATUS(MATINES_ETOOLARGE, matines_policy_check(large, &text));
  large[1 << 20] = 0;
  memcpy(large, "{}", 2);
  OK(matines_policy_check(large, &text));
  TEXT("true", json_at(text, "valid"));
  matines_free(text);
  free(large);
}

/* How long after an event the e-mail of the policy in force is due. */
static int64_t delay(void) {
  matines_receipt receipt = {.size = sizeof receipt};
  char *text = NULL;
  OK(matines_emit(engine, PROMOTED, NULL, PROMOTION_WITH_JEANNE, &receipt));
  OK(matines_explain(engine, "42", receipt.notification_id, "en", &text));
  int64_t due = strtoll(json_at(text, "rungs.0.due_ms"), NULL, 10);
  matines_free(text);
  return due - host_time.now;
}

static void loading(void) {
  NUMBER(120000, delay());
  OK(matines_policy_load(engine, LADDER("PT7S")));
  NUMBER(7000, delay());
  STATUS(MATINES_ECONFIG, matines_policy_load(engine, BROKEN));
  CHECK(strstr(matines_error_message(), "policy."));
  STATUS(MATINES_ECONFIG, matines_policy_load(engine, "{"));
  NUMBER(7000, delay());
  /* The file is as it was: the call counts. */
  clock_advance(&host_time, 5000);
  NUMBER(7000, delay());
}

static void write_policy(const char *folder, const char *text) {
  char path[8192];
  snprintf(path, sizeof path, "%s/policy.json", folder);
  file_write(path, text, 0600);
}

static void following(const char *folder) {
  write_policy(folder, LADDER("PT9S"));
  clock_advance(&host_time, 999);
  clock_advance(&host_time, 1);
  NUMBER(9000, delay());
  write_policy(folder, BROKEN);
  for (int i = 0; i < 3; i++) {
    clock_advance(&host_time, 1000);
    NUMBER(9000, delay());
  }
  NUMBER(1, alarms);
  write_policy(folder, LADDER("PT11S"));
  clock_advance(&host_time, 1000);
  NUMBER(11000, delay());
  NUMBER(1, alarms);
}

/* Events on four threads while the policy changes by call and by file: each follows one or the
   other whole. */
static void *emitting(void *context) {
  int *strange = context;
  for (int i = 0; i < 100; i++) {
    int64_t due = delay();
    *strange += due != 7000 && due != 9000;
  }
  return NULL;
}

static void at_once(const char *folder) {
  pthread_t threads[4];
  int strange[4] = {0};
  OK(matines_policy_load(engine, LADDER("PT7S")));
  for (int i = 0; i < 4; i++) pthread_create(&threads[i], NULL, emitting, &strange[i]);
  for (int i = 0; i < 50; i++) {
    OK(matines_policy_load(engine, i % 2 ? LADDER("PT7S") : LADDER("PT9S")));
    write_policy(folder, i % 3 ? LADDER("PT7S") : LADDER("PT9S"));
    host_time.boot += 1000;
  }
  for (int i = 0; i < 4; i++) {
    pthread_join(threads[i], NULL);
    NUMBER(0, strange[i]);
  }
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  checking();
  write_policy(folder, LADDER("PT2M"));
  engine = open_engine(
      "{\"store\":\"sqlite:%s/policy.db\",\"mailer\":\"host:\",\"policy\":\"%s/policy.json\"}",
      folder, folder);
  clock_set(engine, &host_time);
  matines_log log = {.size = sizeof log, .write = hear};
  OK(matines_set_log(engine, &log));
  loading();
  following(folder);
  at_once(folder);
  matines_close(engine);
  folder_remove(folder);
  return check_end("policy");
}
