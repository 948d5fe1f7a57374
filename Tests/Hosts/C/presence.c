/* SPDX-License-Identifier: MIT */
/* Pings of tabs, their leases of 95 s on the host's clock, and who is where. */
#include "host.h"

static matines_engine *engine;
static host_clock host_time;

static void is(matines_presence wanted, const char *user) {
  matines_presence presence = (matines_presence)9;
  OK(matines_presence_check(engine, user, &presence));
  NUMBER(wanted, presence);
}

static void tabs(void) {
  is(MATINES_OFFLINE, "42");
  OK(matines_presence_ping(engine, "42", "tab-1", 0));
  is(MATINES_HIDDEN, "42");
  is(MATINES_OFFLINE, "43");
  OK(matines_presence_ping(engine, "42", "tab-2", 1));
  is(MATINES_VISIBLE, "42");
  OK(matines_presence_leave(engine, "42", "tab-2"));
  is(MATINES_HIDDEN, "42");
  OK(matines_presence_leave(engine, "42", "tab-2"));
  OK(matines_presence_leave(engine, "43", "tab-1"));
  OK(matines_presence_ping(engine, "42", "tab-1", 1));
  is(MATINES_VISIBLE, "42");
  OK(matines_presence_ping(engine, "42", "tab-1", 0));
  is(MATINES_HIDDEN, "42");
  OK(matines_presence_leave(engine, "42", "tab-1"));
  is(MATINES_OFFLINE, "42");
}

static void leases(void) {
  OK(matines_presence_ping(engine, "42", "tab-1", 1));
  clock_advance(&host_time, 30000);
  OK(matines_presence_ping(engine, "42", "tab-2", 0));
  clock_advance(&host_time, 64000);
  is(MATINES_VISIBLE, "42");
  clock_advance(&host_time, 2000);
  is(MATINES_HIDDEN, "42");
  clock_advance(&host_time, 30000);
  is(MATINES_OFFLINE, "42");
  /* The wall clock may jump: leases are of the clock that never goes back. */
  OK(matines_presence_ping(engine, "42", "tab-1", 1));
  host_time.now -= 86400000;
  is(MATINES_VISIBLE, "42");
  host_time.now += 2 * 86400000;
  is(MATINES_VISIBLE, "42");
  clock_advance(&host_time, 96000);
  is(MATINES_OFFLINE, "42");
}

static void many_tabs(void) {
  char tab[32];
  for (int i = 0; i < 64; i++) {
    snprintf(tab, sizeof tab, "tab-%d", i);
    matines_status status = matines_presence_ping(engine, "42", tab, i % 2);
    CHECK(status == MATINES_OK || status == MATINES_EFULL);
  }
  is(MATINES_VISIBLE, "42");
  clock_advance(&host_time, 96000);
  is(MATINES_OFFLINE, "42");
}

static void all_of_it(const char *document) {
  engine = open_engine("%s", document);
  clock_set(engine, &host_time);
  OK(matines_user_put(engine, JEANNE));
  tabs();
  leases();
  many_tabs();
  matines_close(engine);
}

int main(void) {
  char folder[4096], document[8192];
  folder_make(folder);
  snprintf(document, sizeof document, "{\"store\":\"sqlite:%s/presence.db\"}", folder);
  all_of_it(document);
  snprintf(document, sizeof document,
           "{\"store\":\"sqlite:%s/presence.db\",\"presence\":\"memory:\"}", folder);
  all_of_it(document);
  snprintf(document, sizeof document,
           "{\"store\":\"sqlite:%s/presence.db\",\"presence\":\"store:\"}", folder);
  all_of_it(document);
  all_of_it("{\"store\":\"memory:\"}");
  folder_remove(folder);
  return check_end("presence");
}
