/* SPDX-License-Identifier: MIT */
/* What happens to notifications, told as it happens. */
#ifndef DEMO_TIMELINE_H
#define DEMO_TIMELINE_H

#include <matines.h>
#include <stdbool.h>
#include <stdint.h>

enum { TIMELINE_RUNGS = 16 };

/* One notification on its way to one person. */
typedef struct watched {
  const char *user_id;
  const char *name;
  char notification_id[37];
  int64_t accepted_ms;
  char told[TIMELINE_RUNGS][16]; /* the state last told of each line of the explanation */
  bool is_settled;
} watched;

/* Takes "fr" or "en"; everything after speaks it. */
void timeline_speak(const char *language);

/* The same thing said in the language spoken. */
const char *say(const char *french, const char *english);

int64_t now_ms(void);

/* Ends the program, with the library's message, unless the call succeeded. */
void must(matines_status status, const char *what);

void timeline_act(int number, const char *title);

/* One line at a time of its own, since the person's notification was accepted. */
void timeline_tell(
    const watched *person, int64_t at_ms, const char *sign, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Tells what changed since the last look. */
void timeline_look(matines_engine *engine, watched *person);

/* Whether a delivery on the channel reached the person. */
bool timeline_reached(matines_engine *engine, const watched *person, const char *channel);

/* Looks again and again until everything is settled, at most so long after `from_ms`. */
void timeline_follow(
    matines_engine *engine, watched *people, int count, int64_t from_ms, int64_t atmost_ms);

#endif
