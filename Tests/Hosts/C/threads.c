/* SPDX-License-Identifier: MIT */
/* Eight threads call while one closes and opens: each call is whole, or answers ECLOSED. */
#include <pthread.h>
#include <sched.h>

#include "host.h"

enum { THREADS = 8, HANDLES = 4 };

static char document[8192];
static _Atomic(matines_engine *) handles[HANDLES];
static atomic_long refused;
static atomic_int stopped;
static long rounds;

/* One user a thread; what the receipts say must be what the inbox counts. */
typedef struct caller {
  char user[32], event[256];
  int64_t accepted;
  unsigned seed;
} caller;

static int closed_is_fine(matines_status status) {
  if (status == MATINES_ECLOSED) {
    atomic_fetch_add(&refused, 1);
    sched_yield();
  } else if (status != MATINES_OK) {
    OK(status);
  }
  return status == MATINES_OK;
}

/* Whether it was heard. */
static int call_once(caller *me, long round) {
  matines_engine *engine = atomic_load(&handles[round % HANDLES]);
  matines_receipt receipt = {.size = sizeof receipt};
  matines_counts counts = {.size = sizeof counts};
  char *page = NULL;
  switch (round % 5) {
    case 0:
    case 1:
      if (!closed_is_fine(matines_emit(engine, PROMOTED, NULL, me->event, &receipt))) return 0;
      me->accepted++;
      return 1;
    case 2:
      if (!closed_is_fine(matines_inbox_counts(engine, me->user, &counts))) return 0;
      return NUMBER(me->accepted, counts.unread);
    case 3:
      if (!closed_is_fine(matines_inbox_page(engine, me->user, "{\"limit\":2}", &page))) return 0;
      matines_free(page);
      return 1;
    default:
      return closed_is_fine(matines_presence_ping(engine, me->user, "tab", round % 2));
  }
}

static void *calling(void *context) {
  caller *me = context;
  for (long i = 0, tries = 0; i < rounds && tries < rounds * 10000; tries++) {
    i += call_once(me, i);
  }
  return NULL;
}

static void *working(void *context) {
  (void)context;
  while (!atomic_load(&stopped)) {
    for (int i = 0; i < HANDLES; i++) {
      closed_is_fine(matines_work(atomic_load(&handles[i]), 0, NULL));
    }
  }
  return NULL;
}

static void *closing(void *context) {
  (void)context;
  for (long i = 0; !atomic_load(&stopped); i++) {
    matines_engine *fresh = NULL, *old;
    OK(matines_open(document, &fresh));
    old = atomic_exchange(&handles[i % HANDLES], fresh);
    matines_close(old);
    usleep(500);
    if (i % 16 == 0) {
      /* All of them: the engine itself ends and begins anew. */
      for (int k = 0; k < HANDLES; k++) matines_close(atomic_load(&handles[k]));
      for (int k = 0; k < HANDLES; k++) {
        OK(matines_open(document, &fresh));
        atomic_store(&handles[k], fresh);
      }
    }
  }
  return NULL;
}

static void all_of_it(void) {
  static caller callers[THREADS];
  pthread_t threads[THREADS], closer, worker;
  matines_engine *engine = open_engine("%s", document);
  for (int i = 0; i < HANDLES; i++) {
    matines_engine *handle = NULL;
    OK(matines_open(document, &handle));
    atomic_store(&handles[i], handle);
  }
  for (int i = 0; i < THREADS; i++) {
    snprintf(callers[i].user, sizeof callers[i].user, "user-%d", i);
    snprintf(callers[i].event, sizeof callers[i].event,
             "{\"user_id\":\"user-%d\",\"users\":[{\"id\":\"user-%d\"}],\"data\":{\"name\":\"A\","
             "\"ministry\":\"B\"}}", i, i);
    OK(matines_emit(engine, PROMOTED, NULL, callers[i].event, NULL));
    callers[i].accepted = 1;
  }
  matines_close(engine);
  pthread_create(&closer, NULL, closing, NULL);
  pthread_create(&worker, NULL, working, NULL);
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, calling, &callers[i]);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  atomic_store(&stopped, 1);
  pthread_join(closer, NULL), pthread_join(worker, NULL);
  for (int i = 0; i < HANDLES; i++) matines_close(atomic_load(&handles[i]));
  CHECK(refused > 0);
  engine = open_engine("%s", document);
  for (int i = 0; i < THREADS; i++) {
    NUMBER(callers[i].accepted, counts_of(engine, callers[i].user).unread);
  }
  matines_close(engine);
}

int main(int count, char **values) {
  char folder[4096];
  rounds = argument(count, values, 1, 2000);
  folder_make(folder);
  snprintf(document, sizeof document,
           "{\"store\":\"sqlite:%s/threads.db?survive_power_loss=no\"}", folder);
  all_of_it();
  folder_remove(folder);
  return check_end("threads");
}
