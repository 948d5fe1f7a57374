/* SPDX-License-Identifier: MIT */
/* A telephone is verified: codes, tries, minutes, starts, guesses at the same time. */
#include <pthread.h>

#include "host.h"
#include "json.h"

#define PHONE "+33699887766"
#define THREADS 8

static matines_engine *engine;
static host_clock host_time;
static char log_lines[1 << 16];

static void hear(void *context, matines_log_level level, const char *message) {
  (void)context, (void)level;
  strncat(log_lines, message, sizeof log_lines - strlen(log_lines) - 1);
}

/* Each person may start five: so each check has one of its own. */
static void person(const char *id) {
  char json[64];
  snprintf(json, sizeof json, "{\"id\":\"%s\",\"locale\":\"en\"}", id);
  OK(matines_user_put(engine, json));
}

static void started(const char *user, char code[MATINES_PHONE_CODE_SIZE]) {
  OK(matines_phone_start(engine, user, PHONE, code, MATINES_PHONE_CODE_SIZE));
  NUMBER(6, strspn(code, "0123456789"));
  NUMBER(6, strlen(code));
}

static const char *wrong(const char *code) {
  return strcmp(code, "000000") ? "000000" : "000001";
}

static void right(void) {
  char code[16];
  int32_t left = 7;
  person("right");
  memset(code, 'x', sizeof code);
  started("right", code);
  CHECK(code[7] == 'x');
  STATUS(MATINES_EINVALID, matines_phone_confirm(engine, "right", wrong(code), &left));
  NUMBER(4, left);
  CHECK(!strstr(matines_error_message(), code));
  STATUS(MATINES_EINVALID, matines_phone_confirm(engine, "right", "12345", &left));
  NUMBER(-1, left);
  STATUS(MATINES_EINVALID, matines_phone_confirm(engine, "right", "12345\xd9\xa1", &left));
  STATUS(MATINES_EINVALID, matines_phone_confirm(engine, "right", wrong(code), NULL));
  left = 7;
  OK(matines_phone_confirm(engine, "right", code, &left));
  NUMBER(0, left);
  STATUS(MATINES_ENOTFOUND, matines_phone_confirm(engine, "right", code, &left));
}

static void ending(void) {
  char code[MATINES_PHONE_CODE_SIZE];
  int32_t left = 7;
  person("ending");
  started("ending", code);
  for (int wanted = 4; wanted >= 0; wanted--) {
    STATUS(MATINES_EINVALID, matines_phone_confirm(engine, "ending", wrong(code), &left));
    NUMBER(wanted, left);
  }
  STATUS(MATINES_ENOTFOUND, matines_phone_confirm(engine, "ending", code, &left));
  started("ending", code);
  clock_advance(&host_time, 599999);
  STATUS(MATINES_EINVALID, matines_phone_confirm(engine, "ending", wrong(code), &left));
  clock_advance(&host_time, 1);
  STATUS(MATINES_ENOTFOUND, matines_phone_confirm(engine, "ending", code, &left));
}

static void pace(void) {
  char code[MATINES_PHONE_CODE_SIZE];
  person("pace");
  for (int i = 0; i < 5; i++) started("pace", code);
  memset(code, 'x', sizeof code);
  STATUS(MATINES_EFULL, matines_phone_start(engine, "pace", PHONE, code, sizeof code));
  NUMBER(0, code[0]);
  STATUS(MATINES_EFULL, matines_phone_start(engine, "pace", PHONE, NULL, 0));
  clock_advance(&host_time, 12 * 60000);
  started("pace", code);
}

static void refusals(void) {
  char code[MATINES_PHONE_CODE_SIZE];
  const char *bad[] = {"", "0612345678", "+0612345678", "+33 6 12 34", "+336123456789012345"};
  person("refusals");
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    memset(code, 'x', sizeof code);
    STATUS(MATINES_EINVALID, matines_phone_start(engine, "refusals", bad[i], code, sizeof code));
    NUMBER(0, code[0]);
  }
  for (size_t size = 0; size < MATINES_PHONE_CODE_SIZE; size++) {
    memset(code, 'x', sizeof code);
    STATUS(MATINES_ETOOLARGE, matines_phone_start(engine, "refusals", PHONE, code, size));
    CHECK(code[size] == 'x' && (size == 0 || code[0] == 0));
  }
  STATUS(MATINES_EUNKNOWNUSER, matines_phone_start(engine, "nobody", PHONE, code, sizeof code));
  STATUS(MATINES_EUNKNOWNUSER, matines_phone_start(engine, "nobody", PHONE, NULL, 0));
  STATUS(MATINES_ENOTFOUND, matines_phone_confirm(engine, "refusals", "123456", NULL));
  STATUS(MATINES_ENOTFOUND, matines_phone_confirm(engine, "nobody", "123456", NULL));
}

/* The library sends the text itself: it lies in the spool, and its code is the right one. */
static void sent(const char *folder) {
  char out[8192], file[16384], code[MATINES_PHONE_CODE_SIZE] = "";
  person("sent");
  snprintf(out, sizeof out, "%s/out", folder);
  OK(matines_phone_start(engine, "sent", PHONE, NULL, 0));
  NUMBER(1, folder_count(out, ".sms.json", file, sizeof file));
  char *text = file_read(file);
  CHECK(json_valid(text));
  TEXT(PHONE, json_at(text, "to"));
  const char *words = json_at(text, "text"), *digits = strpbrk(words, "0123456789");
  CHECK(strstr(words, "Your verification code"));
  snprintf(code, sizeof code, "%s", digits ? digits : "");
  free(text);
  OK(matines_phone_confirm(engine, "sent", code, NULL));
}

typedef struct guesser {
  pthread_t thread;
  matines_engine *engine;
  const char *code;
  matines_status status;
} guesser;

static void *guess(void *context) {
  guesser *self = context;
  self->status = matines_phone_confirm(self->engine, "race", self->code, NULL);
  return NULL;
}

/* Eight at once, on two engines of one store: five count, whoever is first. */
static void race(const char *folder) {
  char code[MATINES_PHONE_CODE_SIZE];
  matines_engine *second = open_engine("{ \"store\":\"sqlite:%s/phone.db\"}", folder);
  clock_set(second, &host_time);
  person("race");
  for (int round = 0; round < 5; round++) {
    guesser all[THREADS];
    int counted = 0, none = 0;
    started("race", code);
    for (int i = 0; i < THREADS; i++) {
      all[i] = (guesser){.engine = i % 2 ? engine : second, .code = wrong(code)};
      pthread_create(&all[i].thread, NULL, guess, &all[i]);
    }
    for (int i = 0; i < THREADS; i++) {
      pthread_join(all[i].thread, NULL);
      counted += all[i].status == MATINES_EINVALID;
      none += all[i].status == MATINES_ENOTFOUND;
    }
    NUMBER(5, counted);
    NUMBER(THREADS - 5, none);
  }
  matines_close(second);
}

/* Neither the file nor the log has the code. */
static void nowhere(const char *folder) {
  char code[MATINES_PHONE_CODE_SIZE], path[8192];
  person("nowhere");
  started("nowhere", code);
  STATUS(MATINES_EINVALID, matines_phone_confirm(engine, "nowhere", wrong(code), NULL));
  CHECK(!strstr(log_lines, code));
  const char *names[] = {"phone.db", "phone.db-wal"};
  for (int i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, names[i]);
    FILE *file = fopen(path, "rb");
    if (!CHECK(file != NULL)) continue;
    static char octets[1 << 22];
    size_t count = fread(octets, 1, sizeof octets, file);
    CHECK(memmem(octets, count, PHONE, strlen(PHONE)) != NULL || i == 0);
    CHECK(memmem(octets, count, code, 6) == NULL);
    fclose(file);
  }
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  engine = open_engine("{\"store\":\"sqlite:%s/phone.db\"}", folder);
  OK(matines_user_put(engine, "{\"id\":\"42\"}"));
  STATUS(MATINES_EUNSUPPORTED, matines_phone_start(engine, "42", PHONE, NULL, 0));
  matines_close(engine);
  engine = open_engine(
      "{\"store\":\"sqlite:%s/phone.db\",\"sms\":\"spool:%s/out\"}", folder, folder);
  matines_log log = {.size = sizeof log, .write = hear};
  OK(matines_set_log(engine, &log));
  clock_set(engine, &host_time);
  right();
  ending();
  pace();
  refusals();
  sent(folder);
  race(folder);
  nowhere(folder);
  matines_close(engine);
  folder_remove(folder);
  return check_end("phone");
}
