/* SPDX-License-Identifier: MIT */
#include "timeline.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "document.h"

static const char *spoken = "fr";
static bool is_rich;

void timeline_speak(const char *language) {
  const char *term = getenv("TERM");
  spoken = strcmp(language, "en") == 0 ? "en" : "fr";
  is_rich = isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL && term != NULL
            && strcmp(term, "dumb") != 0;
}

const char *say(const char *french, const char *english) {
  return strcmp(spoken, "en") == 0 ? english : french;
}

int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void must(matines_status status, const char *what) {
  if (status == MATINES_OK) return;
  fflush(stdout);
  fprintf(stderr, "story: %s: %s (%d)\n", what, matines_error_message(), (int)status);
  exit(1);
}

void timeline_act(int number, const char *title) {
  printf("\n%s%s %d. %s%s\n\n", is_rich ? "\x1b[1m" : "", say("Acte", "Act"), number, title,
         is_rich ? "\x1b[0m" : "");
  fflush(stdout);
}

void timeline_tell(
    const watched *person, int64_t at_ms, const char *sign, const char *format, ...) {
  long long after = at_ms > person->accepted_ms ? at_ms - person->accepted_ms : 0;
  va_list arguments;
  printf("  +%lld%s%02lld s  %-6s  %s ", after / 1000, say(",", "."), after % 1000 / 10,
         person->name, sign);
  va_start(arguments, format);
  vprintf(format, arguments);
  va_end(arguments);
  printf("\n");
  fflush(stdout);
}

static char *explanation(matines_engine *engine, const watched *person) {
  char *text = NULL;
  must(matines_explain(engine, person->user_id, person->notification_id, spoken, &text),
       "matines_explain");
  return text;
}

static bool is_waiting(const char *state) {
  return strcmp(state, "waiting") == 0 || strcmp(state, "ready") == 0
         || strcmp(state, "claimed") == 0;
}

/* Green for what was sent, grey for what was not; a plus and a minus without a terminal. */
static const char *sign_of(const char *state) {
  if (strcmp(state, "delivered") == 0) return is_rich ? "\x1b[32m✓\x1b[0m" : "+";
  if (strcmp(state, "failed") == 0 || strcmp(state, "unknown") == 0)
    return is_rich ? "\x1b[31m!\x1b[0m" : "!";
  return is_rich ? "\x1b[2m–\x1b[0m" : "-";
}

static void tell_rung(const watched *person, const char *rung, const char *state) {
  char sentence[512];
  int64_t due = document_number(document_member(rung, "due_ms"));
  int64_t settled = document_number(document_member(rung, "settled_ms"));
  document_text(document_member(rung, "sentence"), sentence, sizeof sentence);
  if (!is_waiting(state)) {
    timeline_tell(person, settled > 0 ? settled : person->accepted_ms, sign_of(state), "%s",
                  sentence);
  } else if (due - person->accepted_ms >= 500) { /* what goes at once needs no announcement */
    timeline_tell(person, person->accepted_ms, is_rich ? "…" : ".", "%s (+%d s)", sentence,
                  (int)((due - person->accepted_ms + 500) / 1000));
  }
}

void timeline_look(matines_engine *engine, watched *person) {
  char *text = explanation(engine, person);
  const char *rung = document_first(document_member(text, "rungs"));
  person->is_settled = true;
  for (int line = 0; rung != NULL && line < TIMELINE_RUNGS; line++) {
    char state[sizeof person->told[0]];
    char *told = person->told[line];
    document_text(document_member(rung, "state"), state, sizeof state);
    if (told[0] == '\0' || (is_waiting(told) && !is_waiting(state)))
      tell_rung(person, rung, state);
    memcpy(told, state, sizeof state);
    if (is_waiting(state)) person->is_settled = false;
    rung = document_next(rung);
  }
  matines_free(text);
}

bool timeline_reached(matines_engine *engine, const watched *person, const char *channel) {
  char *text = explanation(engine, person);
  bool reached = false;
  for (const char *rung = document_first(document_member(text, "rungs"));
       rung != NULL && !reached; rung = document_next(rung)) {
    char name[64];
    char state[16];
    document_text(document_member(rung, "channel"), name, sizeof name);
    document_text(document_member(rung, "state"), state, sizeof state);
    reached = strcmp(name, channel) == 0 && strcmp(state, "delivered") == 0;
  }
  matines_free(text);
  return reached;
}

void timeline_follow(
    matines_engine *engine, watched *people, int count, int64_t from_ms, int64_t atmost_ms) {
  const struct timespec pause = {0, 20 * 1000000};
  bool is_settled = false;
  while (!is_settled && now_ms() - from_ms < atmost_ms) {
    nanosleep(&pause, NULL);
    is_settled = true;
    for (int index = 0; index < count; index++) {
      timeline_look(engine, &people[index]);
      is_settled = is_settled && people[index].is_settled;
    }
  }
}
