/* SPDX-License-Identifier: MIT */
#include "worker.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "measure.h"
#include "store.h"

const char *const BENCH_POLICY =
    ",\"policy\":{\"channels\":[\"bench\"],"
    "\"ladders\":{\"bench\":[{\"channel\":\"bench\",\"when\":\"any\"}]},"
    "\"categories\":{\"general\":{\"ladder\":\"bench\"},"
    "\"role\":{\"mandatory\":true,\"severity\":\"success\",\"ladder\":\"bench\"}}}";

static volatile sig_atomic_t stopping;

static void stop(int signal) {
  (void)signal;
  stopping = 1;
}

static matines_outcome deliver(void *context, const char *delivery_json) {
  (void)context;
  return delivery_json[0] == '{' ? MATINES_DELIVERED : MATINES_FAILED;
}

void add_bench_channel(matines_engine *engine) {
  matines_channel channel = {.size = sizeof channel, .timeout_ms = 1000, .deliver = deliver};
  must(matines_add_channel(engine, "bench", &channel), "add_channel");
}

void notify_sample(matines_engine *engine) {
  must(
      matines_notify(
          engine, "1000", "sample",
          "{\"title\":\"Jeanne Martin, ministre\",\"body\":\"Ministère de l'Agriculture\","
          "\"data\":{\"targetUrl\":\"/admin/ministers/1000\",\"number\":100000}}",
          NULL),
      "notify");
}

void fill(sqlite3 *store, long count, long users) {
  long long id = sql_number(store, "SELECT max(id) FROM notification");
  long long delivery = sql_number(store, "SELECT max(id) FROM delivery");
  char *notification = text(
      "id=%lld+i;event_id='fill-%lld-'||i;expires=expires+86400000", id, id);
  char *recipient = text(
      "user=CAST(1000+i%%%ld AS TEXT);notification=%lld+i;first_delivery=%lld+i", users, id,
      delivery);
  char *due = text(
      "id=%lld+i;notification=%lld+i;user=CAST(1000+i%%%ld AS TEXT);due=due-60000+i*50000/%ld;"
      "expires=expires+86400000;state=1;attempts=0;fence=0;settled=NULL;begun=0;lease=NULL",
      delivery, id, users, count);
  sql(store, "BEGIN");
  copy_row(store, "notification", count, notification);
  copy_row(store, "recipient", count, recipient);
  copy_row(store, "delivery", count, due);
  sql(store, "COMMIT");
  store_checkpoint(store);
  free(notification), free(recipient), free(due);
}

static _Noreturn void work(const char *file, const char *members, int results) {
  signal(SIGTERM, stop);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  matines_engine *engine = open_store(file, 0, members);
  add_bench_channel(engine);
  long settled = 0;
  double start = wall_us();
  while (!stopping) {
    matines_work_report report = {.size = sizeof report};
    must(matines_work(engine, 100, &report), "work");
    settled += report.delivered + report.cancelled;
  }
  double rate = (double)settled / (wall_us() - start) * 1e6;
  if (write(results, &rate, sizeof rate) != sizeof rate) give_up("pipe");
  matines_close(engine);
  _exit(0);
}

worker start_worker(const char *file, const char *members) {
  int ends[2];
  if (pipe(ends) != 0) give_up("pipe");
  worker worker = {.pid = fork(), .results = ends[0]};
  if (worker.pid < 0) give_up("fork");
  if (worker.pid == 0) work(file, members, ends[1]);
  close(ends[1]);
  return worker;
}

double stop_worker(worker *worker) {
  double rate = 0;
  kill(worker->pid, SIGTERM);
  if (read(worker->results, &rate, sizeof rate) != sizeof rate) rate = 0;
  close(worker->results);
  waitpid(worker->pid, NULL, 0);
  return rate;
}
