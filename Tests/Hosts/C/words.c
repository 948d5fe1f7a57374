/* SPDX-License-Identifier: MIT */
/* Who has the words: the library, or only the host, which then gets what it needs to write them. */
#include "host.h"
#include "json.h"

static matines_engine *engine;
static host_clock host_time;
static char folder[4096], paged[1 << 16];

/* A door nobody but the host has words for: on the host's e-mail and pager, and on a spool. */
#define DOOR                                                                              \
  "\"policy\":{\"channels\":[\"pager\"],\"rules\":{\"door.opened\":{\"category\":\"role\"," \
  "\"template\":\"door\"}},\"ladders\":{\"standard\":[{\"channel\":\"email\"},"             \
  "{\"channel\":\"sms\"},{\"channel\":\"pager\"}]}}"

static matines_outcome deliver(void *context, const char *delivery_json) {
  (void)context;
  snprintf(paged, sizeof paged, "%s", delivery_json);
  return MATINES_DELIVERED;
}

static void open_host(void) {
  matines_channel pager = {.size = sizeof pager, .timeout_ms = 1000, .deliver = deliver};
  engine = open_engine(
      "{\"store\":\"memory:\",\"origin\":\"https://bo.example.org\",\"locale\":\"en\","
      "\"mailer\":\"host:\",\"sms\":\"spool:%s\"," DOOR "}", folder);
  OK(matines_add_channel(engine, "pager", &pager));
  clock_set(engine, &host_time);
}

static char *take(void) {
  char *job = NULL;
  OK(matines_take(engine, "[\"email\"]", &job));
  CHECK(job && json_valid(job));
  return job ? job : calloc(1, 1);
}

static void open_door(const char *locale, const char *target) {
  char event[1024];
  snprintf(event, sizeof event,
           "{\"user_id\":\"7\",\"users\":[{\"id\":\"7\",\"email\":\"i@example.org\","
           "\"phone\":\"+33612345678\"%s}],\"data\":{\"door\":\"north\",\"targetUrl\":\"%s\"}}",
           locale, target);
  OK(matines_emit(engine, "door.opened", NULL, event, NULL));
}

/* The words are null, and nothing has failed. */
static void wordless(const char *job, const char *locale) {
  const char *nulls[] = {"title", "text", "html", "unsubscribe_url"};
  for (int i = 0; i < 4; i++) TEXT("null", json_at(job, nulls[i]));
  TEXT("door", json_at(job, "template"));
  TEXT(locale, json_at(job, "locale"));
  TEXT("north", json_at(job, "notification.data.door"));
  TEXT("door.opened", json_at(job, "notification.type"));
}

static void only_the_host(void) {
  open_door(",\"locale\":\"fr-CA\",\"time_zone\":\"America/Toronto\"", "/doors/7");
  char *job = take();
  wordless(job, "fr-CA");
  TEXT("https://bo.example.org/doors/7", json_at(job, "link"));
  TEXT("America/Toronto", json_at(job, "user.time_zone"));
  matines_free(job);
  matines_work_report report = work(engine, 0);
  NUMBER(1, report.delivered);
  wordless(paged, "fr-CA");
  TEXT("https://bo.example.org/doors/7", json_at(paged, "link"));
}

/* What the library sends itself has failed, with the reason, and left nothing behind. */
static void not_the_library(void) {
  char *list = NULL;
  OK(matines_failed_list(engine, 10, &list));
  NUMBER(1, json_count(list, "deliveries"));
  TEXT("sms", json_at(list, "deliveries.0.channel"));
  TEXT("no wording for template door", json_at(list, "deliveries.0.note"));
  matines_free(list);
  NUMBER(0, folder_count(folder, ".sms.json", NULL, 0));
}

/* A row of an inbox shows its type, and the host may show the rest. */
static void inbox(void) {
  char *page = NULL;
  OK(matines_inbox_page(engine, "7", NULL, &page));
  TEXT("door.opened", json_at(page, "notifications.0.title"));
  TEXT("north", json_at(page, "notifications.0.data.door"));
  matines_free(page);
}

/* Without a language of one's own; and a link that would lead away is none. */
static void fallbacks(void) {
  open_door("", "https://evil.example.org/");
  char *job = take();
  wordless(job, "en");
  TEXT("null", json_at(job, "link"));
  matines_free(job);
}

/* What the library can say, it says; a host may say it in its own way. */
static void known(void) {
  OK(matines_emit(engine, PROMOTED, NULL, PROMOTION_WITH_JEANNE, NULL));
  char *job = take();
  TEXT("promotion", json_at(job, "template"));
  TEXT("fr", json_at(job, "locale"));
  TEXT("https://bo.example.org/admin/ministers/42", json_at(job, "link"));
  CHECK(!strncmp(json_at(job, "title"), "Vous", 4) && strlen(json_at(job, "text")) > 4);
  CHECK(strstr(json_at(job, "html"), "<html"));
  matines_free(job);
  OK(matines_notify(engine, "42", NULL, "{\"title\":\"En mots\",\"body\":\"B\"}", NULL));
  job = take();
  TEXT("null", json_at(job, "template"));
  TEXT("En mots", json_at(job, "title"));
  TEXT("B", json_at(job, "text"));
  TEXT("null", json_at(job, "html"));
  matines_free(job);
}

int main(void) {
  folder_make(folder);
  open_host();
  only_the_host();
  not_the_library();
  inbox();
  fallbacks();
  known();
  matines_close(engine);
  folder_remove(folder);
  return check_end("words");
}
