/* SPDX-License-Identifier: MIT */
/* The private dirty memory that loading the library, given by its path, and opening a store add. */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

typedef int open_function(const char *config, void **engine);

static long private_dirty_kib(void) {
  FILE *file = fopen("/proc/self/smaps", "r");
  char line[512];
  long total = 0, kib;
  while (file && fgets(line, sizeof line, file))
    if (sscanf(line, "Private_Dirty: %ld kB", &kib) == 1) total += kib;
  if (file) fclose(file);
  return total;
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  private_dirty_kib(); /* its own buffers */
  long before = private_dirty_kib();
  void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  if (!library) return fprintf(stderr, "bench: %s\n", dlerror()), 1;
  open_function *open_engine = (open_function *)dlsym(library, "matines_open");
  void *engine = NULL;
  if (!open_engine) return fprintf(stderr, "bench: no matines_open\n"), 1;
  int status = open_engine(
      "{\"store\":\"sqlite:memory.db\",\"keys\":\"bench.keys\",\"mailer\":\"spool:out\"}", &engine);
  if (status != 0) return fprintf(stderr, "bench: open: status %d\n", status), 1;
  printf("bench memory_at_rest %.2f MiB\n", (double)(private_dirty_kib() - before) / 1024);
}
