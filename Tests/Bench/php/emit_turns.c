/* SPDX-License-Identifier: MIT */
/* The CPU of an emit from C, block by block as standard input asks for them ("offline 250"), so
   that it can take turns with the same work from PHP: emit_turns, in a folder of its own. */
#include <stdio.h>
#include <stdlib.h>

#include "../measure.h"
#include "../store.h"

enum { PEOPLE = 1000 };

static const char *CHANNELS =
    ",\"realtime\":\"host:\",\"mailer\":\"host:\",\"sms\":\"host:\",\"webpush\":\"host:\"";

static void emit(matines_engine *engine, unsigned long i) {
  char key[37], document[256];
  event_id(key, "c", i);
  event_document(document, sizeof document, (long)(i % PEOPLE));
  must(matines_emit(engine, "user.promoted_to_minister", key, document, NULL), "emit");
}

int main(void) {
  matines_engine *engine = open_store("matines.db", 0, CHANNELS);
  put_users(engine, PEOPLE);
  put_browsers(engine, PEOPLE);
  sqlite3 *control = store_open("matines.db");
  char line[64];
  unsigned long emitted = 0, count;
  while (fgets(line, sizeof line, stdin) && sscanf(line, "offline %lu", &count) == 1 && count) {
    store_checkpoint(control);
    double start = cpu_us();
    for (unsigned long i = 0; i < count; i++) emit(engine, emitted++);
    printf("offline %.2f\n", (cpu_us() - start) / (double)count);
    fflush(stdout);
  }
  store_close(control);
  matines_close(engine);
  return 0;
}
