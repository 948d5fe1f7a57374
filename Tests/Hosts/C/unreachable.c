/* SPDX-License-Identifier: MIT */
/* Servers that are down, reset or stay silent delay nobody else, and the explanation says why. */
#include <time.h>

#include "host.h"
#include "json.h"
#include "peer.h"

static char folder[4096];

static int64_t milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static matines_engine *opened(const char *name, int port) {
  char key[8192];
  snprintf(key, sizeof key, "%s/hub.key", folder);
  file_write(key, "0123456789abcdef0123456789abcdef0123456789abcdef", 0600);
  return open_engine(
      "{\"store\":\"sqlite:%s/%s.db\",\"close_ms\":100,"
      "\"realtime\":\"mercure+http://127.0.0.1:%d/.well-known/mercure?key_file=%s\","
      "\"mailer\":\"smtp://user:hunter2@127.0.0.1:%d?from=bo@example.org&auto_tls=0\","
      "\"webpush\":\"spool:%s/%s\",\"policy\":{\"ladders\":{\"standard\":["
      "{\"channel\":\"realtime\"},{\"channel\":\"email\"},{\"channel\":\"webpush\"}]}}}",
      folder, name, port, key, port, folder, name);
}

static void explained(matines_engine *engine, const char *id, int settled) {
  char *text = NULL;
  OK(matines_explain(engine, "42", id, "en", &text));
  CHECK(json_valid(text) && !strstr(text, "hunter2"));
  TEXT("realtime", json_at(text, "rungs.0.channel"));
  TEXT("email", json_at(text, "rungs.1.channel"));
  TEXT("delivered", json_at(text, "rungs.2.state"));
  for (int i = 0; i < 2 && settled; i++) {
    char path[32];
    snprintf(path, sizeof path, "rungs.%d.note", i);
    if (!CHECK(strcmp(json_at(text, path), "null") && *json_at(text, path))) {
      fprintf(stderr, "%s\n", text);
    }
    snprintf(path, sizeof path, "rungs.%d.attempts", i);
    CHECK(strtol(json_at(text, path), NULL, 10) >= 1);
  }
  matines_free(text);
}

/* The spool is the good one: it gets its push whatever the others do. */
static void against(const char *name, int port, int answers) {
  char out[8192];
  matines_engine *engine = opened(name, port);
  int64_t start = milliseconds();
  OK(matines_user_put(engine, JEANNE));
  OK(matines_subscription_put(engine, "42", BROWSER));
  matines_receipt receipt = emit_promotion(engine, "evt-1");
  CHECK(milliseconds() - start < 2000);
  start = milliseconds();
  matines_work_report report = work(engine, 800);
  CHECK(milliseconds() - start < 2800);
  NUMBER(1, report.delivered);
  NUMBER(answers ? 0 : 2, report.in_flight);
  if (answers) CHECK(report.retried >= 2);
  snprintf(out, sizeof out, "%s/%s", folder, name);
  NUMBER(1, folder_count(out, ".push.json", NULL, 0));
  explained(engine, receipt.notification_id, answers);
  emit_promotion(engine, "evt-2");
  start = milliseconds();
  matines_close(engine);
  CHECK(milliseconds() - start < 2100);
}

int main(void) {
  peer closed = {0}, resetting = {0}, silent = {0};
  folder_make(folder);
  peer_open(&closed, 0);
  peer_close(&closed);
  against("closed", closed.port, 1);
  peer_open(&resetting, 1);
  against("resetting", resetting.port, 1);
  CHECK(resetting.met >= 2);
  peer_close(&resetting);
  peer_open(&silent, 0);
  against("silent", silent.port, 0);
  peer_close(&silent);
  folder_remove(folder);
  return check_end("unreachable");
}
