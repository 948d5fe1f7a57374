/* SPDX-License-Identifier: MIT */
/* Pings by signed token: who they are for, how long they last, and that logout ends them. */
#include "host.h"

static matines_engine *engine;
static host_clock host_time;

static void is(matines_presence wanted, const char *user) {
  matines_presence presence = (matines_presence)9;
  OK(matines_presence_check(engine, user, &presence));
  NUMBER(wanted, presence);
}

static char *token_of(const char *user, const char *session) {
  char *token = NULL;
  OK(matines_presence_token(engine, user, session, &token));
  if (!CHECK(token && strlen(token) < 256)) exit(check_end("no token"));
  return token;
}

static void taken(void) {
  char *token = token_of("42", "session-1");
  CHECK(!strstr(token, "session"));
  OK(matines_presence_ping_token(engine, token, "tab-1", 1));
  is(MATINES_VISIBLE, "42");
  is(MATINES_OFFLINE, "43");
  OK(matines_presence_ping_token(engine, token, "tab-1", 0));
  is(MATINES_HIDDEN, "42");
  OK(matines_presence_leave_token(engine, token, "tab-1"));
  OK(matines_presence_leave_token(engine, token, "tab-1"));
  is(MATINES_OFFLINE, "42");
  /* The same tab, by session or by token. */
  OK(matines_presence_ping_token(engine, token, "tab-1", 1));
  OK(matines_presence_ping(engine, "42", "tab-1", 0));
  is(MATINES_HIDDEN, "42");
  OK(matines_presence_leave(engine, "42", "tab-1"));
  is(MATINES_OFFLINE, "42");
  STATUS(MATINES_EINVALID, matines_presence_ping_token(engine, token, "tab-1", 2));
  STATUS(MATINES_EINVALID, matines_presence_ping_token(engine, token, "", 1));
  STATUS(MATINES_ENULL, matines_presence_ping_token(engine, token, NULL, 1));
  clock_advance(&host_time, 300000);
  STATUS(MATINES_ECONFLICT, matines_presence_ping_token(engine, token, "tab-1", 1));
  STATUS(MATINES_ECONFLICT, matines_presence_leave_token(engine, token, "tab-1"));
  host_time.now -= 86400000;
  STATUS(MATINES_ECONFLICT, matines_presence_ping_token(engine, token, "tab-1", 1));
  host_time.now += 86400000;
  is(MATINES_OFFLINE, "42");
  matines_free(token);
}

/* One character after another, and another person's name. */
static void forged(void) {
  char *token = token_of("42", "session-1");
  size_t length = strlen(token);
  for (size_t i = 0; i < length; i++) {
    char kept = token[i];
    token[i] = kept == 'A' ? 'B' : 'A';
    STATUS(MATINES_EINVALID, matines_presence_ping_token(engine, token, "tab-1", 1));
    token[i] = 0;
    STATUS(MATINES_EINVALID, matines_presence_ping_token(engine, token, "tab-1", 1));
    token[i] = kept;
  }
  is(MATINES_OFFLINE, "42");
  OK(matines_presence_ping_token(engine, token, "tab-1", 1));
  OK(matines_presence_leave_token(engine, token, "tab-1"));
  matines_free(token);
  char *none = (char *)token;
  STATUS(MATINES_ENULL, matines_presence_token(engine, NULL, "session-1", &none));
  CHECK(none == NULL);
  STATUS(MATINES_ENULL, matines_presence_token(engine, "42", "session-1", NULL));
}

static void ended(matines_engine *second) {
  char *token = token_of("42", "session-1"), *other = token_of("42", "session-2");
  OK(matines_presence_ping_token(engine, token, "tab-1", 1));
  OK(matines_presence_ping_token(engine, token, "tab-2", 1));
  OK(matines_presence_end(engine, "42", "session-1"));
  is(MATINES_OFFLINE, "42");
  for (int i = 0; i < 100; i++) {
    STATUS(MATINES_ECONFLICT, matines_presence_ping_token(engine, token, "tab-1", 1));
    if (!second) continue;
    STATUS(MATINES_ECONFLICT, matines_presence_ping_token(second, token, "tab-1", 1));
  }
  is(MATINES_OFFLINE, "42");
  OK(matines_presence_ping_token(engine, other, "tab-3", 1));
  is(MATINES_VISIBLE, "42");
  OK(matines_presence_end(engine, "42", "session-1"));
  OK(matines_presence_end(engine, "43", "session-2"));
  OK(matines_presence_ping_token(engine, other, "tab-3", 0));
  is(MATINES_HIDDEN, "42");
  OK(matines_presence_leave_token(engine, other, "tab-3"));
  clock_advance(&host_time, 1000);
  matines_free(token);
  token = token_of("42", "session-1");
  OK(matines_presence_ping_token(engine, token, "tab-1", 1));
  OK(matines_presence_end(engine, "42", "session-1"));
  is(MATINES_OFFLINE, "42");
  matines_free(token), matines_free(other);
}

/* A second document on the same store stands for a second process. */
static void all_of_it(const char *document, const char *again) {
  matines_engine *second = NULL;
  engine = open_engine("%s", document);
  clock_set(engine, &host_time);
  if (again) {
    second = open_engine("%s", again);
    clock_set(second, &host_time);
  }
  taken();
  forged();
  ended(second);
  matines_close(second);
  matines_close(engine);
}

int main(void) {
  char folder[4096], document[8192], again[8192];
  const char *kinds[] = {"shm:", "store:", "memory:"};
  folder_make(folder);
  for (int i = 0; i < 3; i++) {
    snprintf(document, sizeof document,
             "{\"store\":\"sqlite:%s/%d.db\",\"presence\":\"%s\"}", folder, i, kinds[i]);
    snprintf(again, sizeof again,
             "{\"store\":\"sqlite:%s/%d.db\",\"presence\":\"%s\",\"locale\":\"en\"}", folder, i,
             kinds[i]);
    all_of_it(document, again);
  }
  all_of_it("{\"store\":\"memory:\"}", NULL);
  folder_remove(folder);
  return check_end("presence_token");
}
