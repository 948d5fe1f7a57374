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
  char before[40] = "null", query[128];
  int found = 0, pages = 0;
  do {
    char *page = NULL;
    const char *quote = strcmp(before, "null") ? "\"" : "";
    snprintf(query, sizeof query, "{\"limit\":%u,\"before\":%s%s%s}", limit, quote, before, quote);
    OK(matines_inbox_page(engine, "42", query, &page));
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
  OK(matines_inbox_page(engine, "42", "{\"limit\":100}", &page));
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

/* How many rows a query finds, each with this member at this value. */
static int finds(const char *query, const char *member, const char *value) {
  char *page = NULL;
  OK(matines_inbox_page(engine, "42", query, &page));
  int rows = json_count(page, "notifications");
  for (int i = 0; i < rows && member; i++) {
    char path[64];
    snprintf(path, sizeof path, "notifications.%d.%s", i, member);
    TEXT(value, json_at(page, path));
  }
  matines_free(page);
  return rows;
}

static void filtering(void) {
  char query[128];
  NUMBER(MANY - 1, finds("{\"limit\":100,\"show\":\"inbox\"}", "archived_ms", "null"));
  NUMBER(MANY, finds("{\"limit\":100,\"show\":\"all\"}", NULL, NULL));
  NUMBER(1, finds("{\"show\":\"archived\"}", "id", ids[2]));
  NUMBER(0, finds("{\"show\":\"archived\",\"unread\":true}", NULL, NULL));
  mark("42", 5, MATINES_READ);
  NUMBER(MANY - 2, finds("{\"limit\":100,\"unread\":true}", "read_ms", "null"));
  mark("42", 5, MATINES_UNREAD);
  NUMBER(6, finds("{\"severity\":[\"error\"]}", "severity", "error"));
  NUMBER(12, finds("{\"severity\":[\"error\",\"success\"]}", NULL, NULL));
  NUMBER(0, finds("{\"type\":[\"other\"]}", NULL, NULL));
  NUMBER(20, finds("{\"type\":[\"other\",\"message\"],\"category\":[\"general\"]}", "type",
                   "message"));
  NUMBER(0, finds("{\"category\":[\"role\"]}", NULL, NULL));
  snprintf(query, sizeof query, "{\"since_ms\":%lld}", (long long)host_time.now + 1);
  NUMBER(0, finds(query, NULL, NULL));
}

/* Marking all and taking it back; where the mark ends it began. */
static void undoing(void) {
  matines_marked marked = {.size = sizeof marked}, undone = {.size = sizeof undone};
  OK(matines_inbox_mark_all(engine, "42", ids[11], "{\"severity\":[\"error\"]}", MATINES_READ,
                            &marked));
  NUMBER(3, marked.rows); /* 3, 7, 11 */
  NUMBER(MANY - 1 - 3, marked.unread);
  NUMBER(marked.version, counts_of(engine, "42").version);
  clock_advance(&host_time, 5);
  mark("42", 7, MATINES_UNREAD);
  OK(matines_inbox_undo(engine, "42", marked.undo, &undone));
  NUMBER(2, undone.rows); /* 7 was unread already */
  NUMBER(MANY - 1, undone.unread);
  NUMBER(marked.unseen, undone.unseen);
  TEXT("", undone.undo);
  OK(matines_inbox_undo(engine, "42", marked.undo, &undone));
  NUMBER(0, undone.rows);
  OK(matines_inbox_mark_all(engine, "42", ids[4], NULL, MATINES_ARCHIVED, &marked));
  NUMBER(4, marked.rows); /* 2 was archived before */
  NUMBER(5, finds("{\"show\":\"archived\"}", NULL, NULL));
  OK(matines_inbox_undo(engine, "43", marked.undo, &undone));
  NUMBER(0, undone.rows);
  OK(matines_inbox_undo(engine, "42", marked.undo, NULL));
  NUMBER(1, finds("{\"show\":\"archived\"}", "id", ids[2]));
  NUMBER(MANY - 1, counts_of(engine, "42").unread);
  mark("42", 2, MATINES_UNARCHIVED);
  NUMBER(MANY, counts_of(engine, "42").unread);
  mark("42", 2, MATINES_ARCHIVED);
  STATUS(MATINES_EINVALID, matines_inbox_undo(engine, "42", "", NULL));
  STATUS(MATINES_EINVALID, matines_inbox_undo(engine, "42", "r.1.x.y", NULL));
  char *last = &marked.undo[strlen(marked.undo) - 1];
  *last = *last == '0' ? '1' : '0';
  STATUS(MATINES_ENOTFOUND, matines_inbox_undo(engine, "42", marked.undo, NULL));
}

static void marking_all(void) {
  matines_marked marked = {.size = sizeof marked};
  OK(matines_inbox_mark_all(engine, "42", ids[9], NULL, MATINES_READ, &marked));
  NUMBER(9, marked.rows);
  NUMBER(MANY - 10, marked.unread);
  OK(matines_inbox_mark_all(engine, "42", ids[9], NULL, MATINES_READ, &marked));
  NUMBER(0, marked.rows);
  TEXT("", marked.undo);
  OK(matines_inbox_mark_all(engine, "42", ids[MANY - 1], NULL, MATINES_SEEN, &marked));
  NUMBER(MANY - 10, marked.unread);
  NUMBER(0, marked.unseen);
  TEXT("", marked.undo);
  OK(matines_inbox_mark_all(engine, "42", ids[MANY - 1], NULL, MATINES_ARCHIVED, NULL));
  is(counts_of(engine, "42"), 0, 0);
  STATUS(MATINES_ENOTFOUND,
         matines_inbox_mark_all(engine, "43", ids[0], NULL, MATINES_READ, &marked));
  char *page = NULL;
  OK(matines_inbox_page(engine, "42", "{\"limit\":100}", &page));
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
  filtering();
  undoing();
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
