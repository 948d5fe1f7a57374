/* SPDX-License-Identifier: MIT */
/* A thousand children of one moment, and their parent: no salt and no public key is drawn twice. */
#include <sys/wait.h>

#include "host.h"
#include "push.h"

enum { SALT = 16, KEY = 65, DRAWN = SALT + KEY, AT_ONCE = 50 };

static long children;
static push_browser browser;

/* Salt and public key of one message, as its header shows them. */
static int draw(unsigned char drawn[DRAWN]) {
  unsigned char body[4096];
  size_t written = 0;
  if (!OK(matines_webpush_encrypt(
          browser.p256dh, browser.auth, NULL, 0, 0, body, sizeof body, &written))) {
    return 0;
  }
  memcpy(drawn, body, SALT);
  memcpy(drawn + SALT, body + 21, KEY);
  return 1;
}

static int compare_salts(const void *one, const void *other) { return memcmp(one, other, SALT); }

static int compare_keys(const void *one, const void *other) {
  return memcmp((const char *)one + SALT, (const char *)other + SALT, KEY);
}

static void different(unsigned char (*drawn)[DRAWN], long many) {
  long equal_salts = 0, equal_keys = 0;
  qsort(drawn, many, DRAWN, compare_salts);
  for (long i = 1; i < many; i++) equal_salts += !compare_salts(drawn[i - 1], drawn[i]);
  qsort(drawn, many, DRAWN, compare_keys);
  for (long i = 1; i < many; i++) equal_keys += !compare_keys(drawn[i - 1], drawn[i]);
  NUMBER(0, equal_salts);
  NUMBER(0, equal_keys);
}

/* Nobody draws in the parent between the forks, so all children start from the same memory. */
static void all_of_it(void) {
  unsigned char(*drawn)[DRAWN] = calloc(children + 2, DRAWN);
  long many = 0;
  many += draw(drawn[many]);
  for (long left = children; left > 0; left -= AT_ONCE) {
    int ends[2], status;
    pid_t pids[AT_ONCE];
    long now = left < AT_ONCE ? left : AT_ONCE;
    CHECK(pipe(ends) == 0);
    for (long i = 0; i < now; i++) {
      pids[i] = fork();
      if (pids[i] == 0) {
        unsigned char own[DRAWN];
        _exit(!draw(own) || write(ends[1], own, DRAWN) != DRAWN);
      }
      CHECK(pids[i] > 0);
    }
    close(ends[1]);
    while (many <= children && read(ends[0], drawn[many], DRAWN) == DRAWN) many++;
    close(ends[0]);
    for (long i = 0; i < now; i++) CHECK(waitpid(pids[i], &status, 0) == pids[i] && status == 0);
  }
  many += draw(drawn[many]);
  NUMBER(children + 2, many);
  different(drawn, many);
  free(drawn);
}

int main(int count, char **values) {
  children = argument(count, values, 1, 1000);
  browser = push_browser_make();
  all_of_it();
  return check_end("webpush_fork");
}
