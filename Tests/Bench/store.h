/* SPDX-License-Identifier: MIT */
/* A store's file seen from outside: straight SQL beside the library, never for what it promises. */
#ifndef STORE_H
#define STORE_H

#include <sqlite3.h>

/* With the settings the library uses itself; commits do not wait for the disk. */
sqlite3 *store_open(const char *file);
void store_close(sqlite3 *store);

void sql(sqlite3 *store, const char *format, ...) __attribute__((format(printf, 2, 3)));
long long sql_number(sqlite3 *store, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The first column of the first row; free() it. NULL when there is none. */
char *sql_text(sqlite3 *store, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Moves the whole log into the file; the next commit writes over it from its start. */
void store_checkpoint(sqlite3 *store);

/*
 * Copies the newest row of `table` `count` times within one statement. `changed` is a list of
 * "column=expression" separated by ';', where i counts from 1; other columns stay as they are.
 */
void copy_row(sqlite3 *store, const char *table, long count, const char *changed);

#endif
