/* SPDX-License-Identifier: MIT */
/* What is wrong with a set-up, asked by a host: beside an engine, and where none would open. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host.h"
#include "json.h"

#define SECRET "canary-of-the-doctor"

static char dirt[1];

static const char *level(const char *report, const char *check) {
  static char path[64];
  for (int i = 0; i < 64; i++) {
    snprintf(path, sizeof path, "findings.%d.check", i);
    const char *found = json_at(report, path);
    if (!found || !*found) break;
    if (strcmp(found, check) != 0) continue;
    snprintf(path, sizeof path, "findings.%d.level", i);
    return json_at(report, path);
  }
  return "";
}

static void arguments(void) {
  char *report = dirt;
  STATUS(MATINES_ENULL, matines_doctor(NULL, NULL, &report));
  CHECK(report == NULL);
  STATUS(MATINES_ENULL, matines_doctor("{}", NULL, NULL));
  report = dirt;
  STATUS(MATINES_EENCODING, matines_doctor("\xff", NULL, &report));
  CHECK(report == NULL);
  STATUS(MATINES_EINVALID, matines_doctor("{}", "no locale", &report));
  char *large = malloc((1 << 20) + 2);
  memset(large, ' ', (1 << 20) + 1);
  large[(1 << 20) + 1] = 0;
  STATUS(MATINES_ETOOLARGE, matines_doctor(large, NULL, &report));
  free(large);
}

/* Whatever the document: a report, and nothing of what may be secret. */
static void documents(void) {
  const char *texts[] = {
      "", "{", "[]", "null", "{\"a\":1,\"a\":2}", "{}", "{\"store\":7}", "{\"store\":\"nothing:\"}",
      "{\"store\":\"sqlite:\"}", "{\"store\":\"sqlite:none/none/none.db\"}",
      "{\"store\":\"memory:\",\"presence\":\"shm:\",\"sms\":\"spool:\",\"hub\":{}}",
      "{\"store\":\"pgsql://me:" SECRET "@host/db\",\"policy\":7,\"webpush\":{\"keys\":[]}}",
      "{\"store\":\"memory:\",\"mailer\":\"smtp://me:" SECRET "@127.0.0.1:1?from=a@b.c\"}",
      "{\"store\":\"memory:\",\"mailer\":\"smtp://me:" SECRET "@127.0.0.1:1?" SECRET "\"}",
      "{\"store\":\"memory:\",\"realtime\":\"mercure+http://me:" SECRET "@127.0.0.1:1/\"}",
      "{\"store\":\"memory:\",\"keys\":\"/dev/null\",\"realtime\":\"mercure+http://127.0.0.1:1/\"}",
  };
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    char *report = NULL;
    OK(matines_doctor(texts[i], i % 2 ? "en" : NULL, &report));
    if (!CHECK(report && json_valid(report))) continue;
    TEXT("1", json_at(report, "version"));
    TEXT("false", json_at(report, "ok"));
    CHECK(!strstr(report, "@127") && (i == 13 || !strstr(report, SECRET)));
    matines_free(report);
  }
}

static void languages(void) {
  char *report = NULL;
  OK(matines_doctor("{\"store\":\"memory:\"}", "en-GB", &report));
  TEXT("true", json_at(report, "ok"));
  TEXT("ok", level(report, "store"));
  CHECK(strstr(report, "the store is in memory"));
  matines_free(report);
  OK(matines_doctor("{\"store\":\"memory:\"}", NULL, &report));
  CHECK(strstr(report, "la base est en mémoire"));
  matines_free(report);
}

#define OTHERS                                                                       \
  "\"policy\":{\"rules\":{\"door.opened\":{\"category\":\"role\",\"template\":\"door\"}}}}"

/* Who finds the words for templates that are not the library's. */
static void words(void) {
  const char *const said[][2] = {
      {"{\"store\":\"memory:\",\"mailer\":\"host:\"," OTHERS, "sending what matines_take gives"},
      {"{\"store\":\"memory:\",\"mailer\":\"spool:out\"," OTHERS,
       "what Matines sends itself has them from matines_set_renderer"},
      {"{\"store\":\"memory:\",\"mailer\":\"host:\",\"webpush\":\"spool:out\"," OTHERS,
       "what Matines sends itself has them from matines_set_renderer"}};
  for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
    char *report = NULL;
    OK(matines_doctor(said[i][0], "en", &report));
    TEXT("ok", level(report, "templates"));
    CHECK(strstr(report, "the application finds the words for: door"));
    CHECK(strstr(report, said[i][1]));
    matines_free(report);
  }
}

/* A folder of templates that is not there is told with its name. */
static void no_templates(void) {
  char *report = NULL;
  OK(matines_doctor("{\"store\":\"memory:\",\"templates\":\"no/such\"}", "en", &report));
  TEXT("error", level(report, "templates"));
  CHECK(strstr(report, "no/such: no such file or directory"));
  matines_free(report);
}

/* In the process of an engine, which goes on as if nobody had looked. */
static void beside(void) {
  char *report = NULL;
  matines_engine *engine = NULL;
  const char *text = "{\"store\":\"sqlite:m.db\",\"mailer\":\"spool:out\"}";
  OK(matines_open(text, &engine));
  OK(matines_user_put(engine, "{\"id\":\"42\",\"email\":\"jeanne@example.org\"}"));
  for (int i = 0; i < 3; i++) {
    OK(matines_doctor(text, "en", &report));
    TEXT("true", json_at(report, "ok"));
    TEXT("ok", level(report, "store"));
    TEXT("ok", level(report, "store.integrity"));
    TEXT("warning", level(report, "worker"));
    matines_free(report);
    OK(matines_notify(engine, "42", NULL, "{\"title\":\"x\"}", NULL));
  }
  OK(matines_work(engine, 50, NULL));
  OK(matines_doctor(text, "en", &report));
  TEXT("ok", level(report, "worker"));
  matines_free(report);
  CHECK(access("out", F_OK) != 0);
  matines_close(engine);
}

/* Where no engine opens. */
static void without(void) {
  char *report = NULL;
  matines_engine *engine = NULL;
  const char *text = "{\"store\":\"sqlite:m.db\",\"policy\":\"none.json\"}";
  CHECK(matines_open(text, &engine) != MATINES_OK);
  OK(matines_doctor(text, "en", &report));
  TEXT("false", json_at(report, "ok"));
  TEXT("error", level(report, "policy"));
  TEXT("ok", level(report, "store"));
  matines_free(report);
  NUMBER(0, chmod("m.db", 0644));
  text = "{\"store\":\"sqlite:m.db\"}";
  CHECK(matines_open(text, &engine) != MATINES_OK);
  OK(matines_doctor(text, "en", &report));
  TEXT("error", level(report, "store"));
  matines_free(report);
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  NUMBER(0, chdir(folder));
  arguments();
  documents();
  languages();
  words();
  no_templates();
  beside();
  without();
  folder_remove(folder);
  return check_end("doctor");
}
