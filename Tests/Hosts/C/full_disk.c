/* SPDX-License-Identifier: MIT */
/* A small file system fills: EFULL, nothing by halves, and the next emit works when there is room.
   The argument is a folder on it; without one there is nothing to prove. */
#include <fcntl.h>

#include "host.h"

static char ballast[8192];

/* Takes all the room there is, but for what the store holds. */
static void fill_up(void) {
  static char block[4096];
  int file = open(ballast, O_WRONLY | O_CREAT | O_APPEND, 0600);
  CHECK(file >= 0);
  while (write(file, block, sizeof block) > 0) {
  }
  while (write(file, block, 64) > 0) {
  }
  close(file);
}

static long emit_until_full(matines_engine *engine, long *accepted) {
  static char event[40000];
  memset(event, 'x', sizeof event);
  int at = snprintf(event, sizeof event,
                    "{\"user_id\":\"42\",\"users\":[" JEANNE "],\"data\":{\"ministry\":\"");
  event[at] = 'x';
  strcpy(event + 30000, "\"}}");
  for (long i = 0; i < 100000; i++) {
    matines_receipt receipt = {.size = sizeof receipt};
    matines_status status = matines_emit(engine, PROMOTED, NULL, event, &receipt);
    if (status != MATINES_OK) {
      STATUS(MATINES_EFULL, status);
      NUMBER(0, receipt.recipients);
      TEXT("", receipt.notification_id);
      return i;
    }
    ++*accepted;
  }
  CHECK(!"the disk never filled");
  return 0;
}

int main(int count, char **values) {
  if (count < 2) {
    puts("full_disk: skipped, no small file system was given");
    return 0;
  }
  long rounds = argument(count, values, 2, 20), accepted = 0;
  matines_engine *engine = open_engine("{\"store\":\"sqlite:%s/full.db\"}", values[1]);
  snprintf(ballast, sizeof ballast, "%s/ballast", values[1]);
  emit_promotion(engine, NULL);
  accepted++;
  for (long i = 0; i < rounds; i++) {
    if (i) fill_up();
    emit_until_full(engine, &accepted);
    NUMBER(accepted, counts_of(engine, "42").unread);
    if (i == 0) {
      /* From here on the ballast fills the disk, so that there is always room to give back. */
      matines_close(engine);
      char path[8192];
      snprintf(path, sizeof path, "%s/full.db", values[1]);
      remove(path);
      strcat(path, "-wal"), remove(path);
      engine = open_engine("{\"store\":\"sqlite:%s/full.db\"}", values[1]);
      accepted = 0;
    } else {
      remove(ballast);
    }
    emit_promotion(engine, NULL);
    NUMBER(++accepted, counts_of(engine, "42").unread);
  }
  matines_close(engine);
  engine = open_engine("{\"store\":\"sqlite:%s/full.db\"}", values[1]);
  NUMBER(accepted, counts_of(engine, "42").unread);
  matines_close(engine);
  return check_end("full_disk");
}
