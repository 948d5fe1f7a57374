/* SPDX-License-Identifier: MIT */
/* The host hears what an operator should know: one line, without secrets. */
#include "port.h"

static port_state state;
static char folder[4096];

static void write_line(void *context, matines_log_level level, const char *message) {
  port_state *asked = context;
  CHECK(asked == &state);
  CHECK(level >= MATINES_LOG_ALARM && level <= MATINES_LOG_NOTICE);
  CHECK(*message && !strpbrk(message, "\r\n"));
  CHECK(!strstr(message, "hunter2"));
  port_entered(asked);
}

static void set(void) {
  matines_log table = {
      .size = sizeof table, .context = &state, .write = write_line, .release = port_release};
  OK(matines_set_log(state.own, &table));
}

/* A spool that is a file: a setting is wrong, and the operator hears of it. */
static void opened(const char *name) {
  char members[16384], path[8192];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file_write(path, "", 0600);
  snprintf(members, sizeof members,
           "\"mailer\":\"spool:%s?from=bo@example.org\",\"policy\":{\"ladders\":{\"standard\":"
           "[{\"channel\":\"email\"}]}}", path);
  port_open(&state, members);
  set();
  port_ready(&state);
}

static void refusals(void) {
  matines_log table = {.size = sizeof table, .context = &state};
  STATUS(MATINES_ENULL, matines_set_log(state.own, &table));
  table.write = write_line, table.size = 31;
  STATUS(MATINES_EVERSION, matines_set_log(state.own, &table));
}

int main(void) {
  folder_make(folder);
  opened("one");
  refusals();
  emit_promotion(state.own, NULL);
  matines_work_report report = work(state.own, 0);
  NUMBER(1, report.misconfigured);
  NUMBER(1, state.called);
  state.mood = REENTERING;
  emit_promotion(state.own, NULL);
  work(state.own, 0);
  state.mood = NORMAL;
  NUMBER(2, state.called);
  port_close(&state);
  opened("two");
  emit_promotion(state.own, NULL);
  state.mood = CLOSING;
  NUMBER(1, work(state.own, 0).misconfigured);
  NUMBER(1, state.released);
  matines_close(state.own), matines_close(state.other);
  NUMBER(1, state.released);
  folder_remove(folder);
  return check_end("port_log");
}
