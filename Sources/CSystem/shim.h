/* SPDX-License-Identifier: MIT */
#ifndef MATINES_CSYSTEM_SHIM_H
#define MATINES_CSYSTEM_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* Variadic in C, hence out of Swift's reach. */
static inline int matines_open_file(const char *path, int flags, mode_t mode) {
  return open(path, flags, mode);
}

static inline int matines_timer_slack(void) { return prctl(PR_GET_TIMERSLACK, 0, 0, 0, 0); }

static inline int matines_set_timer_slack(unsigned long nanoseconds) {
  return prctl(PR_SET_TIMERSLACK, nanoseconds, 0, 0, 0);
}

/* Fails with EEXIST instead of taking another file's place. The library's own form is declared to
   GNU programs only; 1 is RENAME_NOREPLACE. */
static inline int matines_rename_new(const char *from, const char *to) {
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 1);
}

#endif
