/* SPDX-License-Identifier: MIT */
#ifndef MATINES_CSYSTEM_SHIM_H
#define MATINES_CSYSTEM_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* Variadic in C, hence out of Swift's reach. */
static inline int matines_open_file(const char *path, int flags, mode_t mode) {
  return open(path, flags, mode);
}

#endif
