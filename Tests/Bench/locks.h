/* SPDX-License-Identifier: MIT */
/* How long write locks are held, as SQLite itself tells it. */
#ifndef LOCKS_H
#define LOCKS_H

/* Of every connection this process opens from now on: from the end of BEGIN IMMEDIATE to the end of
   COMMIT. What a commit waits for, everybody else waits for. */
void locks_watch(void);
void locks_forget(void);
/* Prints NAME_lock_p50_ms, NAME_lock_p99_ms and NAME_lock_ms, the longest. */
void locks_print(const char *name);

#endif
