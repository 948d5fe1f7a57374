/* SPDX-License-Identifier: MIT */
/* What the programs under proof share: ending with a reason, and reading their document. */
#ifndef HOST_H
#define HOST_H

#include <matines.h>
#include <stdio.h>
#include <stdlib.h>

static inline _Noreturn void give_up(const char *what, matines_status status) {
  fprintf(stderr, "proof: %s: status %d: %s\n", what, status, matines_error_message());
  exit(status == MATINES_EBUSY ? 75 : 1);
}

static inline void must(matines_status status, const char *what) {
  if (status != MATINES_OK) give_up(what, status);
}

static inline matines_engine *open_document(const char *path) {
  static char document[65536];
  FILE *file = fopen(path, "r");
  if (!file) exit(1);
  document[fread(document, 1, sizeof document - 1, file)] = 0;
  fclose(file);
  matines_engine *engine = NULL;
  must(matines_open(document, &engine), "open");
  return engine;
}

#endif
