/* SPDX-License-Identifier: MIT */
/* What most programs need of a host: an engine, a clock that is set by hand, short documents. */
#ifndef HOST_H
#define HOST_H

#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "check.h"
#include "folder.h"

#define PROMOTED "user.promoted_to_minister"
#define JEANNE                                                                        \
  "{\"id\":\"42\",\"email\":\"jeanne@example.org\",\"phone\":\"+33612345678\","       \
  "\"locale\":\"fr\",\"roles\":[\"member\"]}"
#define PROMOTION                                                                     \
  "{\"user_id\":\"42\",\"data\":{\"name\":\"Jeanne\",\"ministry\":\"l'Agriculture\"," \
  "\"targetUrl\":\"/admin/ministers/42\"}}"
#define PROMOTION_WITH_JEANNE                                                         \
  "{\"user_id\":\"42\",\"users\":[" JEANNE "],\"data\":{\"name\":\"Jeanne\","         \
  "\"ministry\":\"l'Agriculture\",\"targetUrl\":\"/admin/ministers/42\"}}"
/* A point and a secret of the right form, which nobody encrypts for. */
#define KEYS                                                                          \
  "\"keys\":{\"p256dh\":\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4" \
  "bjyPjs7Vd8pZGH6SRpkNtoIAiw4\",\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}"
#define BROWSER "{\"endpoint\":\"https://push.example.org/a\"," KEYS "}"

static char host_document[1 << 16];

/* An engine on a document written as printf writes. NULL, with the reason told, when it fails. */
__attribute__((format(printf, 1, 2))) static inline matines_engine *open_engine(
    const char *format, ...) {
  matines_engine *engine = NULL;
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(host_document, sizeof host_document, format, arguments);
  va_end(arguments);
  OK(matines_open(host_document, &engine));
  if (!engine) exit(check_end("no engine"));
  return engine;
}

/* An engine on a store of its own in this folder that sends web push itself, and has the host carry
   mail; `allow` may be "". */
static inline matines_engine *open_push_engine(const char *folder, const char *allow) {
  char file[8192], key[MATINES_VAPID_KEY_SIZE];
  snprintf(file, sizeof file, "%s/vapid.pem", folder);
  OK(matines_vapid_generate(file, key, sizeof key));
  return open_engine(
      "{\"store\":\"sqlite:%s/matines.db\",\"mailer\":\"host:\",\"webpush\":"
      "{\"subject\":\"mailto:it@example.org\",\"keys\":[\"%s\"]%s}}", folder, file, allow);
}

typedef struct host_clock {
  _Atomic int64_t now, boot;
} host_clock;

static inline int64_t host_now(void *context) {
  host_clock *clock = context;
  return clock->now;
}

static inline int64_t host_boot(void *context) {
  host_clock *clock = context;
  return clock->boot;
}

static inline void clock_advance(host_clock *clock, int64_t span_ms) {
  clock->now += span_ms;
  clock->boot += span_ms;
}

/* From here on time stands still until it is advanced: work only with a budget of 0. */
static inline void clock_set(matines_engine *engine, host_clock *clock) {
  clock->now = 1790000000000;
  clock->boot = 1000000;
  matines_clock table = {
      .size = sizeof table, .context = clock, .now_ms = host_now, .boot_ms = host_boot};
  OK(matines_set_clock(engine, &table));
}

static inline matines_counts counts_of(matines_engine *engine, const char *user) {
  matines_counts counts = {.size = sizeof counts};
  OK(matines_inbox_counts(engine, user, &counts));
  return counts;
}

static inline matines_receipt emit_promotion(matines_engine *engine, const char *event_id) {
  matines_receipt receipt = {.size = sizeof receipt};
  OK(matines_emit(engine, PROMOTED, event_id, PROMOTION_WITH_JEANNE, &receipt));
  return receipt;
}

static inline matines_work_report work(matines_engine *engine, uint32_t budget_ms) {
  matines_work_report report = {.size = sizeof report};
  OK(matines_work(engine, budget_ms, &report));
  return report;
}

static inline long argument(int count, char **values, int index, long otherwise) {
  return count > index ? strtol(values[index], NULL, 10) : otherwise;
}

#endif
