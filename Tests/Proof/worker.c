/* SPDX-License-Identifier: MIT */
/*
 * worker DOCUMENT [RECORD]: works until SIGTERM, then ends what is in flight and prints what it
 * did. With RECORD it carries the channel "proof" itself, and appends a line for each delivery.
 */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "host.h"

static volatile sig_atomic_t stopping;

static void stop(int signal) {
  (void)signal;
  stopping = 1;
}

/* The notification's id and the person's, which the document has in this order. */
static matines_outcome record(void *context, const char *delivery_json) {
  char line[256], id[40] = "", user[129] = "";
  const char *notification = strstr(delivery_json, "\"notification\":{\"id\":\"");
  const char *person = strstr(delivery_json, "\"user\":{\"id\":\"");
  if (!notification || !person) return MATINES_FAILED;
  sscanf(notification + strlen("\"notification\":{\"id\":\""), "%36[^\"]", id);
  sscanf(person + strlen("\"user\":{\"id\":\""), "%128[^\"]", user);
  int length = snprintf(line, sizeof line, "%s %s\n", id, user);
  return write(*(int *)context, line, (size_t)length) == length ? MATINES_DELIVERED
                                                                : MATINES_FAILED;
}

static void say(void *context, matines_log_level level, const char *message) {
  (void)context;
  fprintf(stderr, "proof: worker: log %d: %s\n", level, message);
}

int main(int count, char **arguments) {
  if (count < 2) return 2;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGTERM, stop);
  matines_engine *engine = open_document(arguments[1]);
  matines_log log = {.size = sizeof log, .write = say};
  must(matines_set_log(engine, &log), "set_log");
  int output = -1;
  if (count > 2) {
    output = open(arguments[2], O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    matines_channel channel = {
        .size = sizeof channel, .timeout_ms = 1000, .context = &output, .deliver = record};
    must(matines_add_channel(engine, "proof", &channel), "add_channel");
  }
  puts("working");
  fflush(stdout);
  unsigned long delivered = 0, retried = 0, recovered = 0;
  while (!stopping) {
    matines_work_report report = {.size = sizeof report};
    must(matines_work(engine, 200, &report), "work");
    delivered += report.delivered;
    retried += report.retried;
    recovered += report.recovered;
  }
  matines_close(engine);
  printf("%lu %lu %lu\n", delivered, retried, recovered);
}
