/* SPDX-License-Identifier: MIT */
#ifndef MATINES_CSQLITE_SHIM_H
#define MATINES_CSQLITE_SHIM_H

#include <sqlite3.h>

/* Variadic in C, hence out of Swift's reach. */
static inline int matines_sqlite_config_flag(sqlite3 *db, int option, int on) {
  return sqlite3_db_config(db, option, on, (int *)0);
}

/* SQLITE_TRANSIENT and SQLITE_STATIC are casts of integers, which the importer leaves out. */
static inline int matines_sqlite_bind_text_copied(
    sqlite3_stmt *statement, int index, const void *text, int length) {
  return sqlite3_bind_text(statement, index, (const char *)text, length, SQLITE_TRANSIENT);
}

/* The text stays where it is until the statement is reset. */
static inline int matines_sqlite_bind_text_kept(
    sqlite3_stmt *statement, int index, const void *text, int length) {
  return sqlite3_bind_text(statement, index, (const char *)text, length, SQLITE_STATIC);
}

static inline int matines_sqlite_bind_blob_copied(
    sqlite3_stmt *statement, int index, const void *bytes, int length) {
  return sqlite3_bind_blob(statement, index, bytes, length, SQLITE_TRANSIENT);
}

/* Grows with every commit that the connection makes or notices; 0 when it cannot be told. */
static inline unsigned matines_sqlite_data_version(sqlite3 *db) {
  unsigned version = 0;
  sqlite3_file_control(db, "main", SQLITE_FCNTL_DATA_VERSION, &version);
  return version;
}

/* A log whose commits are written whole; the file of SQLite's own layer follows in memory. */
typedef struct matines_log_file {
  sqlite3_file base;
  sqlite3_file *real;
  unsigned char *buffer; /* NULL before the first commit */
  sqlite3_int64 start;   /* where in the file the buffer belongs */
  int used;
  int ends; /* the frame that is being written is a commit's last */
} matines_log_file;

#endif
