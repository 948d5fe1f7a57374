/* SPDX-License-Identifier: MIT */
/*
 * The CPU of what a page asks for. `inbox_mark`: one of a thousand people's notifications is marked
 * seen, which cancels the e-mail that waits; `inbox_mark_told`: the same where the person is there
 * and a hub is configured, so that a worker is left something to tell; `inbox_mark_more`: the same
 * again before that was told. `realtime_subscription`: what a page needs to hear of updates, which
 * is one look into the store, one signature, one document.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "measure.h"
#include "store.h"

enum { USERS = 1000, PASSES = 40000 };

static const char *FILE_NAME = "mark.db";

static void write_key(const char *path, const char *key) {
  FILE *file = fopen(path, "w");
  if (!file || fputs(key, file) < 0 || fclose(file) != 0 || chmod(path, 0600) != 0) give_up(path);
}

static matines_engine *open_marks(const char *realtime) {
  mkdir("bench.keys", 0700);
  write_key("bench.keys/hub-publish.key", "0123456789abcdef0123456789abcdef");
  write_key("bench.keys/hub-subscribe.key", "abcdef0123456789abcdef0123456789");
  char *members = text(",\"mailer\":\"host:\"%s", realtime);
  matines_engine *engine = open_store(FILE_NAME, 0, members);
  free(members);
  return engine;
}

/* One notification for each; answers their ids. */
static void notify_all(matines_engine *engine, char (*ids)[48]) {
  for (long i = 0; i < USERS; i++) {
    char document[256];
    matines_receipt receipt = {.size = sizeof receipt};
    event_document(document, sizeof document, i);
    must(matines_emit(engine, "user.promoted_to_minister", NULL, document, &receipt), "emit");
    snprintf(ids[i], sizeof ids[i], "[\"%s\"]", receipt.notification_id);
  }
}

static double mark_all(matines_engine *engine, char (*ids)[48], matines_mark mark) {
  double start = cpu_us();
  for (long i = 0; i < USERS; i++) {
    char user[16];
    snprintf(user, sizeof user, "%ld", 1000 + i);
    must(matines_inbox_mark(engine, user, ids[i], mark, NULL), "inbox_mark");
  }
  return (cpu_us() - start) / USERS;
}

static void ping_all(matines_engine *engine) {
  for (long i = 0; i < USERS; i++) {
    char user[16];
    snprintf(user, sizeof user, "%ld", 1000 + i);
    must(matines_presence_ping(engine, user, "tab", 1), "presence_ping");
  }
}

static double subscribe(matines_engine *engine) {
  double start = cpu_us();
  for (long i = 0; i < PASSES; i++) {
    char user[16], *subscription = NULL;
    snprintf(user, sizeof user, "%ld", 1000 + i % USERS);
    must(matines_realtime_subscription(engine, user, NULL, &subscription), "realtime_subscription");
    matines_free(subscription);
  }
  return (cpu_us() - start) / PASSES;
}

int main(void) {
  static char ids[USERS][48];
  double plain[ROUNDS], told[ROUNDS], more[ROUNDS], passes[ROUNDS];
  matines_engine *quiet = open_marks("");
  matines_engine *ringing = open_marks(",\"realtime\":\"mercure+https://hub.example.org/\"");
  put_users(quiet, USERS);
  sqlite3 *control = store_open(FILE_NAME);
  for (int i = 0; i < ROUNDS; i++) {
    notify_all(quiet, ids);
    store_checkpoint(control);
    plain[i] = mark_all(quiet, ids, MATINES_SEEN);
    notify_all(quiet, ids);
    ping_all(ringing);
    store_checkpoint(control);
    told[i] = mark_all(ringing, ids, MATINES_SEEN);
    notify_all(quiet, ids);
    store_checkpoint(control);
    more[i] = mark_all(ringing, ids, MATINES_SEEN);
    sql(control, "DELETE FROM mark_update");
    passes[i] = subscribe(ringing);
  }
  print_figure("inbox_mark", median(plain, ROUNDS), "us");
  print_beside("inbox_mark_told", median(told, ROUNDS), "us", "inbox_mark", median(plain, ROUNDS));
  print_beside("inbox_mark_more", median(more, ROUNDS), "us", "inbox_mark", median(plain, ROUNDS));
  print_figure("realtime_subscription", median(passes, ROUNDS), "us");
  store_close(control);
  matines_close(ringing);
  matines_close(quiet);
}
