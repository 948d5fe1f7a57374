/* SPDX-License-Identifier: MIT */
/* What every figure needs: two clocks, order statistics, engines, and one line of output. */
#ifndef MEASURE_H
#define MEASURE_H

#include <matines.h>
#include <stddef.h>

enum { ROUNDS = 5 };

/* Microseconds of this process's CPU, user and system; and of the wall. */
double cpu_us(void);
double wall_us(void);

double median(double *values, size_t count);
/* The value that `part` (0 to 1) of the values do not exceed. Sorts. */
double percentile(double *values, size_t count, double part);

/* A count from the environment, or the default. */
long setting(const char *name, long otherwise);

/* Ends the program with the reason when a call failed. */
void must(matines_status status, const char *what);
_Noreturn void give_up(const char *what);
char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));

void print_figure(const char *name, double value, const char *unit);
void print_beside(
    const char *name, double value, const char *unit, const char *peer, double peer_value);
/* The same with a ratio of its own, such as the median of those of several rounds. */
void print_ratio(
    const char *name, double value, const char *unit, const char *peer, double peer_value,
    double ratio);

/* An engine whose store is FILE in the working directory; `members` begins with a comma. */
matines_engine *open_store(const char *file, int survive_power_loss, const char *members);
void put_users(matines_engine *engine, long count);
/* Gives each of them a browser. */
void put_browsers(matines_engine *engine, long count);
/* The i-th event id, 36 octets spread over the whole key range as UUIDs are. */
void event_id(char output[37], const char *series, unsigned long i);
/* About 160 octets, with data, about user `i`. */
void event_document(char *output, size_t size, long i);

#endif
