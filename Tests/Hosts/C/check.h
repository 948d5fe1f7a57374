/* SPDX-License-Identifier: MIT */
/* Counts what held and what did not. Any thread may check. */
#ifndef CHECK_H
#define CHECK_H

#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

#include "matines.h"

static atomic_long checks_passed, checks_failed;

static inline int check_that(int held, const char *what, const char *file, int line) {
  if (held) {
    atomic_fetch_add(&checks_passed, 1);
  } else {
    atomic_fetch_add(&checks_failed, 1);
    fprintf(stderr, "%s:%d: %s\n", file, line, what);
  }
  return held;
}

/* The message of an unexpected status says why; one that was expected has a message of one line. */
static inline int check_status(
    matines_status wanted, matines_status got, const char *what, const char *file, int line) {
  const char *message = matines_error_message();
  int told = got == MATINES_OK ? !*message : *message && !strpbrk(message, "\r\n");
  if (wanted == got && told) return check_that(1, what, file, line);
  atomic_fetch_add(&checks_failed, 1);
  fprintf(
      stderr, "%s:%d: %s: %d instead of %d (message: \"%s\")\n", file, line, what, got, wanted,
      message);
  return 0;
}

static inline int check_text(
    const char *wanted, const char *got, const char *what, const char *file, int line) {
  if (got && strcmp(wanted, got) == 0) return check_that(1, what, file, line);
  atomic_fetch_add(&checks_failed, 1);
  fprintf(stderr, "%s:%d: %s: \"%s\" instead of \"%s\"\n", file, line, what, got ? got : "NULL",
          wanted);
  return 0;
}

static inline int check_number(
    long long wanted, long long got, const char *what, const char *file, int line) {
  if (wanted == got) return check_that(1, what, file, line);
  atomic_fetch_add(&checks_failed, 1);
  fprintf(stderr, "%s:%d: %s: %lld instead of %lld\n", file, line, what, got, wanted);
  return 0;
}

#define CHECK(condition) check_that(!!(condition), #condition, __FILE__, __LINE__)
#define STATUS(wanted, call) check_status((wanted), (call), #call, __FILE__, __LINE__)
#define OK(call) STATUS(MATINES_OK, call)
#define TEXT(wanted, got) check_text((wanted), (got), #got, __FILE__, __LINE__)
#define NUMBER(wanted, got) check_number((wanted), (got), #got, __FILE__, __LINE__)

/* The last line of every program; its answer is the program's. */
static inline int check_end(const char *name) {
  long failed = atomic_load(&checks_failed);
  printf("%s: %ld passed, %ld failed\n", name, atomic_load(&checks_passed), failed);
  return failed != 0;
}

#endif
