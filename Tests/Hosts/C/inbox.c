/* SPDX-License-Identifier: MIT */
/* What the bell and the centre read: pages, marks, counts that equal a recount. */
#include "host.h"
#include "json.h"

enum { MANY = 25 };

static matines_engine *engine;
static host_clock host_time;
static char ids[MANY][37];

static void fill(void) {
  const char *severities[] = {"info", "success", "warning", "error"};
  OK(matines_user_put(engine, JEANNE));
  OK(matines_user_put(engine, "{\"id\":\"43\"}"));
  for (int i = 0; i < MANY; i++) {
    char document[256];
    matines_receipt receipt = {.size = sizeof receipt};
    snprintf(document, sizeof document, "{\"title\":\"N %d\",\"severity\":\"%s\"}", i,
             severities[i % 4]);
    OK(matines_notify(engine, "42", NULL, document, &receipt));
    strcpy(ids[i], receipt.notification_id);
    if (i) CHECK(strcmp(ids[i - 1], ids[i]) < 0);
    clock_advance(&host_time, i % 3);
  }
}

/* Every page by its cursor: all of them once, newest first. */
static void paging(uint32_t limit) {
  char before[40] = "";
  int found = 0, pages = 0;
  do {
    char *page = NULL;
    OK(matines_inbox_page(engine, "42", *before ? before : NULL, limit, &page));
    CHECK(json_valid(page));
    TEXT("1", json_at(page, "version"));
    int rows = json_count(page, "notifications");
    CHECK(rows <= (int)limit);
    for (int i = 0; i < rows && found < MANY; i++) {
      char path[64];
      snprintf(path, sizeof path, "notifications.%d.id", i);
      TEXT(ids[MANY - 1 - found++], json_at(page, path));
    }
    snprintf(before, sizeof before, "%s", json_at(page, "next"));
    matines_free(page);
  } while (strcmp(before, "null") && ++pages < MANY + 2);
  NUMBER(MANY, found);
}

static matines_counts mark(const char *user, int index, matines_mark as) {
  char list[64];
  matines_counts counts = {.size = sizeof counts};
  snprintf(list, sizeof list, "[\"%s\"]", ids[index]);
  OK(matines_inbox_mark(engine, user, list, as, &counts));
  matines_counts again = counts_of(engine, user);
  CHECK(memcmp(&counts, &again, sizeof counts) == 0);
  return counts;
}

static void is(matines_counts counts, int64_t unread, int64_t unseen) {
  NUMBER(unread, counts.unread);
  NUMBER(unseen, counts.unseen);
  NUMBER(unseen, counts.unseen_info + counts.unseen_success + counts.unseen_warning +
                     counts.unseen_error);
  NUMBER(0, counts.reserved);
}

static void marking(void) {
  is(counts_of(engine, "42"), MANY, MANY);
  is(counts_of(engine, "43"), 0, 0);
  int64_t version = counts_of(engine, "42").version;
  is(mark("42", 0, MATINES_SEEN), MANY, MANY - 1);
  CHECK(counts_of(engine, "42").version > version);
  is(mark("42", 0, MATINES_SEEN), MANY, MANY - 1);
  is(mark("42", 1, MATINES_READ), MANY - 1, MANY - 2);
  is(mark("42", 1, MATINES_UNREAD), MANY, MANY - 2);
  is(mark("42", 2, MATINES_UNREAD), MANY, MANY - 2);
  is(mark("42", 2, MATINES_ARCHIVED), MANY - 1, MANY - 3);
  char *page = NULL;
  OK(matines_inbox_page(engine, "42", NULL, 100, &page));
  NUMBER(MANY - 1, json_count(page, "notifications"));
  CHECK(!strstr(page, ids[2]));
  CHECK(strcmp("null", json_at(page, "notifications.23.seen_ms")));
  matines_free(page);
}

static void somebody_elses(void) {
  char list[128];
  int64_t version = counts_of(engine, "42").version;
  matines_counts counts = {.size = sizeof counts};
  snprintf(list, sizeof list, "[\"%s\"]", ids[5]);
  STATUS(MATINES_ENOTFOUND, matines_inbox_mark(engine, "43", list, MATINES_READ, &counts));
  NUMBER(0, counts.unread);
  snprintf(list, sizeof list, "[\"%s\",\"01890000-0000-7000-8000-000000000000\"]", ids[5]);
  STATUS(MATINES_ENOTFOUND, matines_inbox_mark(engine, "42", list, MATINES_READ, NULL));
  NUMBER(version, counts_of(engine, "42").version);
}

static void marking_all(void) {
  matines_counts counts = {.size = sizeof counts};
  OK(matines_inbox_mark_all(engine, "42", ids[9], MATINES_READ, &counts));
  is(counts, MANY - 10, MANY - 10);
  OK(matines_inbox_mark_all(engine, "42", ids[9], MATINES_READ, &counts));
  is(counts, MANY - 10, MANY - 10);
  OK(matines_inbox_mark_all(engine, "42", ids[MANY - 1], MATINES_SEEN, &counts));
  is(counts, MANY - 10, 0);
  OK(matines_inbox_mark_all(engine, "42", ids[MANY - 1], MATINES_ARCHIVED, NULL));
  is(counts_of(engine, "42"), 0, 0);
  char *page = NULL;
  OK(matines_inbox_page(engine, "42", NULL, 100, &page));
  NUMBER(0, json_count(page, "notifications"));
  TEXT("null", json_at(page, "next"));
  matines_free(page);
}

static void all_of_it(const char *document) {
  engine = open_engine("%s", document);
  clock_set(engine, &host_time);
  fill();
  paging(1);
  paging(5);
  paging(7);
  paging(100);
  marking();
  somebody_elses();
  marking_all();
  matines_close(engine);
}

int main(void) {
  char folder[4096], document[8192];
  folder_make(folder);
  snprintf(document, sizeof document, "{\"store\":\"sqlite:%s/inbox.db\"}", folder);
  all_of_it(document);
  all_of_it("{\"store\":\"memory:\"}");
  folder_remove(folder);
  return check_end("inbox");
}
