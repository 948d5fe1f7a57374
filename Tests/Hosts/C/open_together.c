/* SPDX-License-Identifier: MIT */
/* Several processes make the same store at the same moment: each of them gets it. */
#include <sys/wait.h>

#include "host.h"

enum { ROUNDS = 60, PROCESSES = 4 };

/* Waits for the end of the pipe, which comes to all at once. */
static int open_at_once(int gate, const char *document) {
  char octet;
  matines_engine *engine = NULL;
  while (read(gate, &octet, 1) > 0) {
  }
  matines_status status = matines_open(document, &engine);
  if (status != MATINES_OK) fprintf(stderr, "%s\n", matines_error_message());
  matines_close(engine);
  return status != MATINES_OK;
}

static void open_together(const char *document) {
  int gate[2], started = 0;
  if (!CHECK(pipe(gate) == 0)) return;
  for (; started < PROCESSES; started++) {
    pid_t child = fork();
    if (child < 0) break;
    if (child > 0) continue;
    close(gate[1]);
    _exit(open_at_once(gate[0], document));
  }
  NUMBER(PROCESSES, started);
  close(gate[0]);
  close(gate[1]);
  for (int status = 1; wait(&status) > 0; status = 1) NUMBER(0, status);
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  for (int round = 0; round < ROUNDS; round++) {
    char document[4200];
    snprintf(document, sizeof document, "{\"store\":\"sqlite:%s/%d.db\"}", folder, round);
    open_together(document);
  }
  folder_remove(folder);
  return check_end("open_together");
}
