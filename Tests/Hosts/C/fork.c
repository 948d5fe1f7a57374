/* SPDX-License-Identifier: MIT */
/* A child leaves its parent's engine alone, opens its own, and nothing is lost. */
#include <fcntl.h>
#include <sys/wait.h>

#include "doors.h"
#include "json.h"

static char folder[4096], document[8192];
static long children;

enum { EVENTS = 100 };

/* What a child tells: its ids, each 36 octets and a newline. */
static void child(matines_engine *inherited, int number, int out) {
  matines_engine *own = NULL;
  char event[256], ids[EVENTS * 37 + 1] = "";
  for (int i = 0; i < DOORS; i++) refused(inherited, &doors[i], "x", MATINES_EFORK);
  matines_close(inherited);
  STATUS(MATINES_EFORK, matines_policy_show(inherited, &outputs.text));
  snprintf(event, sizeof event,
           "{\"user_id\":\"c%d\",\"users\":[{\"id\":\"c%d\"}],\"data\":{\"name\":\"A\","
           "\"ministry\":\"B\"}}", number, number);
  if (OK(matines_open(document, &own))) {
    for (int i = 0; i < EVENTS; i++) {
      matines_receipt receipt = {.size = sizeof receipt};
      OK(matines_emit(own, PROMOTED, NULL, event, &receipt));
      strcat(strcat(ids, receipt.notification_id), "\n");
    }
    matines_close(own);
    STATUS(MATINES_ECLOSED, matines_user_put(own, JEANNE));
  }
  size_t length = strlen(ids);
  CHECK(write(out, ids, length) == (ssize_t)length);
  _exit(atomic_load(&checks_failed) != 0);
}

static int compare(const void *one, const void *other) { return strcmp(one, other); }

static void different(int in) {
  long many = 0, room = children * EVENTS;
  char(*ids)[37] = calloc(room + 1, 37);
  FILE *file = fdopen(in, "r");
  while (ids && file && many < room && fgets(ids[many], 38, file)) ids[many++][36] = 0;
  NUMBER(room, many);
  qsort(ids, many, 37, compare);
  for (long i = 1; i < many; i++) {
    if (!CHECK(strcmp(ids[i - 1], ids[i]) != 0)) break;
  }
  free(ids);
  if (file) fclose(file);
}

static void start(matines_engine *engine, pid_t *pids, int pipe_in, int pipe_out) {
  for (int i = 0; i < children; i++) {
    fflush(NULL);
    pids[i] = fork();
    if (pids[i] == 0) {
      close(pipe_in);
      child(engine, i, pipe_out);
    }
    CHECK(pids[i] > 0);
    /* The parent goes on meanwhile. */
    emit_promotion(engine, NULL);
  }
}

static void integrity(void) {
  char command[8192], answer[64] = "";
  if (system("command -v sqlite3 >/dev/null") != 0) return;
  snprintf(command, sizeof command, "sqlite3 '%s/fork.db' 'pragma integrity_check'", folder);
  FILE *answered = popen(command, "r");
  CHECK(answered && fgets(answer, sizeof answer, answered));
  TEXT("ok\n", answer);
  if (answered) pclose(answered);
}

static void all_of_it(void) {
  int ends[2], status;
  pid_t *pids = calloc(children, sizeof *pids);
  matines_engine *engine = open_engine("%s", document);
  strcpy(door_notification, emit_promotion(engine, NULL).notification_id);
  work(engine, 0);
  CHECK(pipe(ends) == 0);
  fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
  start(engine, pids, ends[0], ends[1]);
  close(ends[1]);
  different(ends[0]);
  for (int i = 0; i < children; i++) {
    CHECK(waitpid(pids[i], &status, 0) == pids[i] && status == 0);
  }
  free(pids);
  for (int i = 0; i < children; i++) {
    char user[16];
    snprintf(user, sizeof user, "c%d", i);
    NUMBER(EVENTS, counts_of(engine, user).unread);
  }
  NUMBER(children + 1, counts_of(engine, "42").unread);
  work(engine, 0);
  matines_close(engine);
  integrity();
}

/* A child of a child: neither engine of its forebears is its own. */
static void grandchild(void) {
  matines_engine *engine = open_engine("{\"store\":\"memory:\"}");
  int status = 1;
  pid_t pid = fork();
  if (pid == 0) {
    matines_engine *own = open_engine("{\"store\":\"memory:\"}");
    emit_promotion(own, NULL);
    pid_t inner = fork();
    if (inner == 0) {
      matines_counts counts = {.size = sizeof counts};
      STATUS(MATINES_EFORK, matines_inbox_counts(own, "42", &counts));
      STATUS(MATINES_EFORK, matines_inbox_counts(engine, "42", &counts));
      matines_engine *fresh = open_engine("{\"store\":\"memory:\"}");
      STATUS(MATINES_EUNKNOWNUSER, matines_inbox_counts(fresh, "42", &counts));
      matines_close(fresh);
      _exit(atomic_load(&checks_failed) != 0);
    }
    CHECK(waitpid(inner, &status, 0) == inner && status == 0);
    NUMBER(1, counts_of(own, "42").unread);
    _exit(atomic_load(&checks_failed) != 0);
  }
  CHECK(waitpid(pid, &status, 0) == pid && status == 0);
  emit_promotion(engine, NULL);
  matines_close(engine);
}

int main(int count, char **values) {
  children = argument(count, values, 1, 16);
  folder_make(folder);
  snprintf(document, sizeof document,
           "{\"store\":\"sqlite:%s/fork.db?survive_power_loss=no\",\"mailer\":\"host:\"}", folder);
  all_of_it();
  grandchild();
  folder_remove(folder);
  return check_end("fork");
}
