/* SPDX-License-Identifier: MIT */
/* The floor of an emit: the rows the library wrote, written by prepared statements in C. */
#ifndef FLOOR_H
#define FLOOR_H

#include <sqlite3.h>

typedef struct floor_store floor_store;

/* `file` is a copy of a store into which the library has emitted one event. */
floor_store *floor_open(const char *file);
/* One event for a user, in one transaction, with ids taken from the tables as the library does. */
void floor_emit(floor_store *floor, const char *user, const char *key);
sqlite3 *floor_connection(floor_store *floor);
/* Rows an event inserts or changes. */
int floor_rows(const floor_store *floor);
void floor_close(floor_store *floor);

#endif
