/* SPDX-License-Identifier: MIT */
/* Opening, sharing and closing engines, and the message of each thread. */
#include <pthread.h>

#include "host.h"

static char folder[4096];

static matines_status counts_status(matines_engine *engine) {
  matines_counts counts = {.size = sizeof counts};
  return matines_inbox_counts(engine, "42", &counts);
}

static void version(void) {
  NUMBER(MATINES_VERSION_NUMBER, matines_version());
  TEXT("", matines_error_message());
  matines_free(NULL);
  matines_close(NULL);
}

static void same_document_twice(void) {
  matines_engine *one = open_engine("{\"store\":\"sqlite:%s/twice.db\"}", folder);
  matines_engine *two = open_engine("{\"store\":\"sqlite:%s/twice.db\"}", folder);
  CHECK(one != two);
  emit_promotion(one, "evt-1");
  NUMBER(1, counts_of(two, "42").unread);
  matines_close(one);
  matines_close(one);
  STATUS(MATINES_ECLOSED, counts_status(one));
  NUMBER(1, counts_of(two, "42").unread);
  matines_close(two);
  STATUS(MATINES_ECLOSED, counts_status(two));
  matines_engine *again = open_engine("{\"store\":\"sqlite:%s/twice.db\"}", folder);
  CHECK(again != one && again != two);
  NUMBER(1, counts_of(again, "42").unread);
  matines_close(two);
  NUMBER(1, counts_of(again, "42").unread);
  matines_close(again);
}

/* What is in memory tells whether the engine is the same. */
static void shared_and_resident(void) {
  const char *plain = "{\"store\":\"memory:\"}";
  const char *warm = "{\"store\":\"memory:\",\"resident\":true}";
  matines_engine *one = open_engine("%s", plain), *two = open_engine("%s", plain);
  matines_engine *other = open_engine("{\"store\": \"memory:\"}");
  emit_promotion(one, NULL);
  OK(counts_status(two));
  STATUS(MATINES_EUNKNOWNUSER, counts_status(other));
  matines_close(one), matines_close(two), matines_close(other);
  one = open_engine("%s", plain);
  STATUS(MATINES_EUNKNOWNUSER, counts_status(one));
  matines_close(one);
  one = open_engine("%s", warm);
  emit_promotion(one, NULL);
  matines_close(one);
  STATUS(MATINES_ECLOSED, counts_status(one));
  two = open_engine("%s", warm);
  NUMBER(1, counts_of(two, "42").unread);
  matines_close(two);
}

static void many_handles(void) {
  enum { MANY = 1000 };
  static matines_engine *handles[MANY];
  for (int i = 0; i < MANY; i++) {
    OK(matines_open("{\"store\":\"memory:\",\"close_ms\":10}", &handles[i]));
  }
  emit_promotion(handles[0], NULL);
  for (int i = 0; i < MANY - 1; i++) matines_close(handles[i]);
  NUMBER(1, counts_of(handles[MANY - 1], "42").unread);
  matines_close(handles[MANY - 1]);
  int closed = 0;
  for (int i = 0; i < MANY; i++) closed += counts_status(handles[i]) == MATINES_ECLOSED;
  NUMBER(MANY, closed);
}

static void *other_thread(void *engine) {
  TEXT("", matines_error_message());
  STATUS(MATINES_EUNKNOWNEVENT, matines_emit(engine, "no.such", NULL, PROMOTION, NULL));
  CHECK(strstr(matines_error_message(), "no.such"));
  return NULL;
}

static void message(void) {
  matines_engine *engine = open_engine("{\"store\":\"memory:\"}"), *none = engine;
  STATUS(MATINES_EUNKNOWNUSER, matines_emit(engine, PROMOTED, NULL, PROMOTION, NULL));
  CHECK(strstr(matines_error_message(), "42"));
  pthread_t thread;
  CHECK(pthread_create(&thread, NULL, other_thread, engine) == 0);
  pthread_join(thread, NULL);
  CHECK(strstr(matines_error_message(), "42"));
  OK(matines_user_put(engine, JEANNE));
  TEXT("", matines_error_message());
  STATUS(MATINES_ECONFIG,
         matines_open("{\"store\":\"memory:\",\"mailer\":\"smtp://u:hunter2@\"}", &none));
  CHECK(none == NULL);
  CHECK(!strstr(matines_error_message(), "hunter2"));
  matines_version();
  CHECK(*matines_error_message());
  matines_close(engine);
}

int main(void) {
  folder_make(folder);
  version();
  same_document_twice();
  shared_and_resident();
  many_handles();
  message();
  folder_remove(folder);
  return check_end("life_cycle");
}
