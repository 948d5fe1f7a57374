/* SPDX-License-Identifier: MIT */
/* Documents no engine opens from: the status, what the message names, and no secret in it. */
#include "host.h"

static char folder[4096];

typedef struct wrong {
  /* Members beside a good store, or with a leading brace a whole document. */
  const char *members;
  matines_status status;
  const char *named;
} wrong;

static const wrong wrongs[] = {
    {"\"colour\":1", MATINES_ECONFIG, "colour"},
    {"\"limits\":{\"in_fligth\":1}", MATINES_ECONFIG, "limits.in_fligth"},
    {"\"limits\":{\"in_flight\":0}", MATINES_ECONFIG, "limits.in_flight"},
    {"\"limits\":{\"lease_ms\":\"1\"}", MATINES_ECONFIG, "limits.lease_ms"},
    {"\"limits\":[]", MATINES_ECONFIG, "limits"},
    {"\"close_ms\":-1", MATINES_ECONFIG, "close_ms"},
    {"\"resident\":1", MATINES_ECONFIG, "resident"},
    {"\"locale\":\"\"", MATINES_ECONFIG, "locale"},
    {"\"origin\":\"javascript:alert(1)\"", MATINES_ECONFIG, "origin"},
    {"\"origin\":\"https://bo.example.org/path\"", MATINES_ECONFIG, "origin"},
    {"\"policy\":{\"ladder\":{}}", MATINES_ECONFIG, "policy.ladder"},
    {"\"policy\":{\"ladders\":{\"standard\":[{\"channel\":\"email\",\"wen\":\"any\"}]}}",
     MATINES_ECONFIG, "policy.ladders.standard[0].wen"},
    {"\"policy\":{\"ladders\":{\"standard\":[{\"channel\":\"email\",\"after\":\"2M\"}]}}",
     MATINES_ECONFIG, "policy.ladders.standard[0].after"},
    {"\"policy\":{\"rules\":{\"a\":{\"category\":\"none\"}}}", MATINES_ECONFIG, "policy.rules"},
    {"\"policy\":\"/nowhere/policy.json\"", MATINES_EIO, "policy"},
    {"\"store\":\"memory:\"", MATINES_ECONFIG, "duplicate"},
    {"\"mailer\":\"smtp\"", MATINES_ECONFIG, "mailer"},
    {"\"mailer\":\"\"", MATINES_ECONFIG, "mailer"},
    {"\"mailer\":7", MATINES_ECONFIG, "mailer"},
    {"\"mailer\":\"pigeon://loft.example.org\"", MATINES_ECONFIG, "mailer"},
    {"\"mailer\":\"smtp://u:hunter2@smtp.example.org:99999?from=a@example.org\"",
     MATINES_ECONFIG, "mailer"},
    {"\"mailer\":\"smtp://u:hunter2@smtp.example.org?from=a@example.org&colour=red\"",
     MATINES_ECONFIG, "colour"},
    {"\"mailer\":\"smtp://u:hunter2@smtp.example.org?from=a@example.org&verify_peer=0\"",
     MATINES_ECONFIG, "ca_file="},
    {"\"mailer\":\"smtp://u:hunter2@smtp.example.org\"", MATINES_ECONFIG, "from"},
    {"\"realtime\":\"mercure+https://hub.example.org/.well-known/mercure?verify_peer=0\"",
     MATINES_ECONFIG, "realtime"},
    {"\"realtime\":\"mercure+https://hub.example.org/.well-known/mercure\"", MATINES_ECONFIG,
     "hub-publish.key"},
    {"\"sms\":\"spool:out?max_parts=0\"", MATINES_ECONFIG, "sms.max_parts"},
    {"\"sms\":\"host:?too_long=drop\"", MATINES_ECONFIG, "sms.too_long"},
    {"\"sms\":\"spool:out?transliterate=1\"", MATINES_ECONFIG, "sms.transliterate"},
    {"\"sms\":\"vonage://key:hunter2@default?from=%2B33612345678\"", MATINES_EUNSUPPORTED, "sms"},
    {"\"sms\":\"twilio://sid:hunter2@default\"", MATINES_ECONFIG, "sms.from"},
    {"\"sms\":\"twilio://sid:hunter2@default?from=+33612345678\"", MATINES_ECONFIG, "sms.from"},
    {"\"sms\":\"twilio://sid:hunter2@default?from=ACME&colour=red\"", MATINES_ECONFIG,
     "sms.colour"},
    {"\"sms\":\"twilio://sid@default?from=ACME\"", MATINES_ECONFIG, "token"},
    {"\"sms\":\"twilio://sid:hunter2@default/path?from=ACME\"", MATINES_ECONFIG, "path"},
    {"\"sms\":\"messagebird://default?from=ACME\"", MATINES_ECONFIG, "access key"},
    {"\"sms\":\"messagebird://hunter2@default?from=%C3%A9\"", MATINES_ECONFIG, "sms.from"},
    {"\"sms\":\"ovhcloud://key:hunter2@default?service_name=sms-ab1-1\"", MATINES_ECONFIG,
     "sms.consumer_key"},
    {"\"sms\":\"ovhcloud://key:hunter2@default?consumer_key=hunter2\"", MATINES_ECONFIG,
     "sms.service_name"},
    {"\"webpush\":\"vapid:\"", MATINES_ECONFIG, "webpush"},
    {"{\"store\":\"memory:\",\"presence\":\"shm:\"}", MATINES_ECONFIG, "presence"},
    {"\"presence\":\"shm:?users=0\"", MATINES_ECONFIG, "presence.users"},
    {"\"presence\":\"shm:?size=9\"", MATINES_ECONFIG, "presence.size"},
    {"\"presence\":\"store:?users=9\"", MATINES_ECONFIG, "presence.users"},
    {"\"presence\":\"redis://:hunter2@127.0.0.1\"", MATINES_EUNSUPPORTED, "presence"},
    {"\"presence\":\"shop:\"", MATINES_ECONFIG, "presence"},
    {"{}", MATINES_ECONFIG, "store"},
    {"{\"store\":\"\"}", MATINES_ECONFIG, "store"},
    {"{\"store\":\"sqlite:\"}", MATINES_ECONFIG, "store"},
    {"{\"store\":null}", MATINES_ECONFIG, "store"},
    {"{\"store\":\"pgsql://u:hunter2@127.0.0.1/db\"}", MATINES_EUNSUPPORTED, "pgsql"},
    {"{\"store\":\"redis://:hunter2@127.0.0.1\"}", MATINES_EUNSUPPORTED, "redis"},
    {"{\"store\":\"mysql://u:hunter2@127.0.0.1/db\"}", MATINES_ECONFIG, "store"},
    {"{\"store\":\"memory:\",\"store\":\"memory:\"}", MATINES_ECONFIG, ""},
    {"{\"store\":\"memory:\"", MATINES_ECONFIG, ""},
    {"", MATINES_ECONFIG, ""},
    {"[]", MATINES_ECONFIG, ""},
};

static void every_wrong(void) {
  for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
    static char document[8192];
    const wrong *wrong = &wrongs[i];
    if (strchr("{[", *wrong->members)) snprintf(document, sizeof document, "%s", wrong->members);
    else snprintf(document, sizeof document, "{\"store\":\"sqlite:%s/bad.db\",%s}", folder,
                  wrong->members);
    matines_engine *engine = (matines_engine *)document;
    matines_status status = matines_open(document, &engine);
    if (status != wrong->status) fprintf(stderr, "%s:\n", wrong->members);
    STATUS(wrong->status, status);
    if (!CHECK(strstr(matines_error_message(), wrong->named))) {
      fprintf(stderr, "%s: \"%s\"\n", wrong->members, matines_error_message());
    }
    CHECK(!strstr(matines_error_message(), "hunter2"));
    CHECK(engine == NULL || status == MATINES_OK);
    if (status == MATINES_OK) matines_close(engine);
  }
}

static void depth_and_size(void) {
  static char document[1100000];
  matines_engine *engine;
  int at = sprintf(document, "{\"store\":\"memory:\",\"policy\":");
  for (int i = 0; i < 40; i++) document[at++] = '[';
  for (int i = 0; i < 40; i++) document[at++] = ']';
  sprintf(document + at, "}");
  STATUS(MATINES_ECONFIG, matines_open(document, &engine));
  memset(document, ' ', 1 << 20);
  memcpy(document, "{\"store\":\"memory:\"}", 19);
  document[1 << 20] = 0;
  OK(matines_open(document, &engine));
  matines_close(engine);
  document[1 << 20] = ' ';
  document[(1 << 20) + 1] = 0;
  STATUS(MATINES_ETOOLARGE, matines_open(document, &engine));
  CHECK(engine == NULL);
}

static void nothing_was_made(void) {
  char path[8192];
  snprintf(path, sizeof path, "%s/bad.db", folder);
  CHECK(access(path, F_OK) != 0);
  matines_engine *engine = open_engine("{\"store\":\"sqlite:%s/bad.db\"}", folder);
  emit_promotion(engine, "evt-1");
  matines_close(engine);
}

int main(void) {
  folder_make(folder);
  every_wrong();
  depth_and_size();
  nothing_was_made();
  folder_remove(folder);
  return check_end("bad_configuration");
}
