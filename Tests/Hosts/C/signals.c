/* SPDX-License-Identifier: MIT */
/* An alarm every millisecond while the library works; what the host set of signals stays so. */
#include <sys/time.h>

#include "host.h"
#include "peer.h"

static char folder[4096];
static volatile sig_atomic_t alarms;

static void on_alarm(int number) {
  (void)number;
  alarms++;
}

typedef struct manners {
  void *handlers[65];
  int flags[65];
  sigset_t mask, pending;
} manners;

static manners seen(void) {
  manners now;
  memset(&now, 0, sizeof now);
  for (int i = 1; i < 65; i++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    if (sigaction(i, NULL, &action) != 0) continue;
    now.handlers[i] = (void *)action.sa_handler;
    now.flags[i] = action.sa_flags;
  }
  pthread_sigmask(SIG_SETMASK, NULL, &now.mask);
  return now;
}

static void same(const manners *before) {
  manners now = seen();
  CHECK(memcmp(before->handlers, now.handlers, sizeof now.handlers) == 0);
  CHECK(memcmp(before->flags, now.flags, sizeof now.flags) == 0);
  for (int i = 1; i < 65; i++) {
    if (!CHECK(sigismember(&before->mask, i) == sigismember(&now.mask, i))) break;
  }
}

static void alarms_every_millisecond(void) {
  struct sigaction action = {.sa_handler = on_alarm};
  struct itimerval every = {{0, 1000}, {0, 1000}};
  sigaction(SIGALRM, &action, NULL);
  setitimer(ITIMER_REAL, &every, NULL);
}

static void calls(matines_engine *engine, long milliseconds) {
  struct timespec start, now;
  manners before = seen();
  long emitted = 0;
  clock_gettime(CLOCK_MONOTONIC, &start);
  do {
    matines_engine *again = NULL;
    char *text = NULL;
    emit_promotion(engine, NULL);
    emitted++;
    same(&before);
    matines_status status = matines_work(engine, 5, NULL);
    STATUS(MATINES_OK, status);
    same(&before);
    OK(matines_inbox_page(engine, "42", "{\"limit\":10}", &text));
    matines_free(text);
    OK(matines_open(host_document, &again));
    matines_close(again);
    same(&before);
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while ((now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000 <
           milliseconds);
  NUMBER(emitted, counts_of(engine, "42").unread);
  matines_close(engine);
  same(&before);
}

/* A hub and a mail server that reset each connection, and a spool that takes the push. */
static matines_engine *opened(const peer *hub, const char *name) {
  char key[8192];
  snprintf(key, sizeof key, "%s/hub.key", folder);
  file_write(key, "0123456789abcdef0123456789abcdef0123456789abcdef", 0600);
  return open_engine(
      "{\"store\":\"sqlite:%s/%s.db?survive_power_loss=no\",\"close_ms\":200,"
      "\"realtime\":\"mercure+http://127.0.0.1:%d/.well-known/mercure?key_file=%s\","
      "\"mailer\":\"smtp://127.0.0.1:%d?from=bo@example.org&auto_tls=0\","
      "\"webpush\":\"spool:%s/out\",\"policy\":{\"ladders\":{\"standard\":["
      "{\"channel\":\"realtime\"},{\"channel\":\"webpush\"},{\"channel\":\"email\"}]}}}",
      folder, name, hub->port, key, hub->port, folder);
}

/* A pipe signal of the host's own, pending and blocked, is still there afterwards. */
static void pending_pipe(matines_engine *engine) {
  sigset_t pipe, old, pending;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, &old);
  raise(SIGPIPE);
  emit_promotion(engine, NULL);
  matines_work(engine, 50, NULL);
  sigpending(&pending);
  CHECK(sigismember(&pending, SIGPIPE) == 1);
  struct timespec none = {0, 0};
  CHECK(sigtimedwait(&pipe, NULL, &none) == SIGPIPE);
  pthread_sigmask(SIG_SETMASK, &old, NULL);
  matines_close(engine);
}

int main(int count, char **values) {
  peer hub = {0};
  folder_make(folder);
  peer_open(&hub, 1);
  CHECK(signal(SIGPIPE, SIG_DFL) != SIG_ERR);
  alarms_every_millisecond();
  calls(opened(&hub, "signals"), argument(count, values, 1, 3000));
  CHECK(alarms > 100);
  CHECK(hub.met > 0);
  pending_pipe(opened(&hub, "pending"));
  struct itimerval never = {{0, 0}, {0, 0}};
  setitimer(ITIMER_REAL, &never, NULL);
  peer_close(&hub);
  folder_remove(folder);
  return check_end("signals");
}
