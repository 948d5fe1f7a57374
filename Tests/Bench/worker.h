/* SPDX-License-Identifier: MIT */
/* A worker in a process of its own, and the work it finds: deliveries on a channel of the host. */
#ifndef WORKER_H
#define WORKER_H

#include <matines.h>
#include <sqlite3.h>
#include <sys/types.h>

/* The member that gives every category a ladder with nothing but the channel "bench", at once. */
extern const char *const BENCH_POLICY;

/* Adds the channel "bench", whose function answers at once that it delivered. */
void add_bench_channel(matines_engine *engine);

/* Notifies user 1000 once, as the sample of fill(). */
void notify_sample(matines_engine *engine);

/*
 * Makes `count` more notifications out of the sample by straight SQL, one delivery each, all due in
 * the order they came, spread over `users`. Nobody may have the store open but this connection.
 */
void fill(sqlite3 *store, long count, long users);

typedef struct {
  pid_t pid;
  int results;
} worker;

/* Starts a process that works on `file` until it is stopped; before any engine is opened here. */
worker start_worker(const char *file, const char *members);
/* Answers how many deliveries it settled a second. */
double stop_worker(worker *worker);

#endif
