/* SPDX-License-Identifier: MIT */
/* Pages are walked while another process emits 100 notifications a second and more: what was there
   at the start is met once, in its order; nothing of what came since is. */
#include <sys/wait.h>

#include "host.h"
#include "json.h"

enum { MANY = 600, PAGE = 10, PAUSE_US = 4000, WALKS = 4, LEAST = 100 };

static char document[8192];
static char ids[MANY][37];

/* Until the pipe is closed. */
static _Noreturn void emitter(int gate) {
  matines_engine *engine = NULL;
  struct timeval none = {0};
  fd_set open;
  int failed = matines_open(document, &engine) != MATINES_OK;
  do {
    failed |= matines_notify(engine, "42", NULL, "{\"title\":\"later\"}", NULL) != MATINES_OK;
    usleep(PAUSE_US);
    FD_ZERO(&open);
    FD_SET(gate, &open);
  } while (!failed && select(gate + 1, &open, NULL, NULL, &none) == 0);
  matines_close(engine);
  _exit(failed);
}

static void fill(matines_engine *engine) {
  OK(matines_user_put(engine, JEANNE));
  for (int i = 0; i < MANY; i++) {
    matines_receipt receipt = {.size = sizeof receipt};
    OK(matines_notify(engine, "42", NULL, "{\"title\":\"early\"}", &receipt));
    strcpy(ids[i], receipt.notification_id);
  }
}

/* From the newest of those that were there at the start. */
static void walk(matines_engine *engine, const char *filter) {
  char query[128], path[64], before[64] = "";
  int found = 0;
  snprintf(query, sizeof query, "{%s\"limit\":%d}", filter, PAGE);
  while (found < MANY && strcmp(before, "null")) {
    char *page = NULL;
    OK(matines_inbox_page(engine, "42", query, &page));
    int rows = json_count(page, "notifications");
    for (int i = 0; i < rows; i++) {
      snprintf(path, sizeof path, "notifications.%d.id", i);
      const char *id = json_at(page, path);
      if (!found && strcmp(id, ids[MANY - 1])) continue; /* came before the walk began */
      if (found < MANY) TEXT(ids[MANY - 1 - found++], id);
    }
    snprintf(before, sizeof before, "%s", json_at(page, "next"));
    snprintf(query, sizeof query, "{%s\"limit\":%d,\"before\":\"%s\"}", filter, PAGE, before);
    matines_free(page);
    usleep(PAUSE_US);
  }
  NUMBER(MANY, found);
}

int main(void) {
  char folder[4096];
  int gate[2], status = 1;
  folder_make(folder);
  snprintf(document, sizeof document, "{\"store\":\"sqlite:%s/walk.db\"}", folder);
  matines_engine *engine = open_engine("%s", document);
  fill(engine);
  if (CHECK(pipe(gate) == 0)) {
    pid_t child = fork();
    if (child == 0) {
      close(gate[1]);
      emitter(gate[0]);
    }
    close(gate[0]);
    for (int i = 0; i < WALKS; i++) walk(engine, i % 2 ? "\"unread\":true," : "");
    close(gate[1]);
    CHECK(waitpid(child, &status, 0) == child);
    NUMBER(0, status);
    CHECK(counts_of(engine, "42").unread >= MANY + LEAST);
  }
  matines_close(engine);
  folder_remove(folder);
  return check_end("inbox_walk");
}
