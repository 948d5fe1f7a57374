/* SPDX-License-Identifier: MIT */
/* A folder of templates: refused with file and line, rendered for each reader, and followed. */
#include <sys/stat.h>

#include "host.h"
#include "json.h"

static matines_engine *engine;
static host_clock host_time;
static char folder[4096];
static char heard[16][1100];
static atomic_int lines;

#define DOOR                                                                         \
  "\"mailer\":\"host:\",\"locale\":\"fr\",\"origin\":\"https://bo.example.org\"," \
  "\"policy\":{\"rules\":{\"door.opened\":{\"category\":\"role\",\"template\":\"door\"}}," \
  "\"ladders\":{\"standard\":[{\"channel\":\"email\"}]}}"

static void hear(void *context, matines_log_level level, const char *message) {
  (void)context;
  int line = lines++;
  if (line < 16) snprintf(heard[line], sizeof *heard, "%d %s", (int)level, message);
}

static void put(const char *name, const char *text) {
  char path[8192];
  snprintf(path, sizeof path, "%s/door", folder);
  mkdir(path, 0755);
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file_write(path, text, 0644);
}

static void refused(const char *set, const char *why) {
  char document[16384];
  matines_engine *none = (matines_engine *)document;
  snprintf(document, sizeof document, "{\"store\":\"memory:\",\"templates\":\"%s\"}", set);
  STATUS(MATINES_ECONFIG, matines_open(document, &none));
  CHECK(none == NULL);
  if (!strstr(matines_error_message(), why)) TEXT(why, matines_error_message());
}

static void wrong_folders(void) {
  char none[8192];
  snprintf(none, sizeof none, "%s/none", folder);
  refused(none, "/none: no such file or directory");
  put("door/email.fr.html", "<p>\n <b>{{#x}}</b>");
  refused(folder, "templates: door/email.fr.html: line 2, column 5: never closed");
  put("door/email.fr.html", "<a href={{x}}>");
  refused(folder, "door/email.fr.html: line 1, column 9: a value as an attribute needs quotes");
  put("door/email.fr.html", "{{> gone}}");
  refused(folder, "door/email.fr.html: line 1: there is no partials/gone.html in fr");
}

static void emit(const char *id, const char *locale, const char *data) {
  char event[2048];
  snprintf(event, sizeof event,
           "{\"user_id\":\"%s\",\"users\":[{\"id\":\"%s\",\"email\":\"i@example.org\","
           "\"locale\":\"%s\",\"time_zone\":\"Europe/Paris\"}],\"data\":%s}",
           id, id, locale, data);
  OK(matines_emit(engine, "door.opened", NULL, event, NULL));
}

static char *take(void) {
  char *job = NULL;
  OK(matines_take(engine, "[\"email\"]", &job));
  CHECK(job && json_valid(job));
  return job ? job : calloc(1, 1);
}

static void open_set(void) {
  matines_log log = {.size = sizeof log, .write = hear};
  put("door/email.fr.subject", "Porte {{door}}");
  put("door/email.fr.text", "{{messages.knocks}} le {{at.date}}, {{link}}");
  put("door/email.fr.html", "<b>{{door}}</b>{{nobody}}");
  put("door/email.en.subject", "Door {{door}}");
  put("door/email.en.text", "{{messages.knocks}}");
  put("messages.fr.json",
      "{\"knocks\":{\"of\":\"n\",\"one\":\"{{n}} coup\",\"other\":\"{{n}} coups\"}}");
  put("messages.en.json",
      "{\"knocks\":{\"of\":\"n\",\"one\":\"{{n}} knock\",\"other\":\"{{n}} knocks\"}}");
  engine = open_engine("{\"store\":\"memory:\",\"templates\":\"%s\"," DOOR "}", folder);
  clock_set(engine, &host_time);
  OK(matines_set_log(engine, &log));
}

static void readers(void) {
  const char *data = "{\"door\":\"<n>\\r\\nBcc: b@c.d\",\"n\":1,\"at\":\"2026-07-14\","
                     "\"targetUrl\":\"/doors\"}";
  emit("1", "fr-CA", data);
  char *job = take();
  TEXT("Porte <n> Bcc: b@c.d", json_at(job, "title"));
  TEXT("1 coup le 14 juillet 2026, https://bo.example.org/doors\\n", json_at(job, "text"));
  TEXT("<b>&lt;n&gt;\\r\\nBcc: b@c.d</b>", json_at(job, "html"));
  matines_free(job);
  emit("2", "en-GB", "{\"door\":\"n\",\"n\":0}");
  job = take();
  TEXT("Door n", json_at(job, "title"));
  TEXT("0 knocks\\n", json_at(job, "text"));
  matines_free(job);
  NUMBER(1, lines);
  TEXT("2 template door/email.fr.html, line 1: nothing was given for {{nobody}}", heard[0]);
}

static void followed(void) {
  put("door/email.fr.subject", "Nouvelle porte");
  clock_advance(&host_time, 1000);
  emit("3", "fr", "{\"n\":2}");
  char *job = take();
  TEXT("Nouvelle porte", json_at(job, "title"));
  matines_free(job);
  put("door/email.fr.subject", "{{broken");
  clock_advance(&host_time, 1000);
  emit("4", "fr", "{\"n\":2}");
  job = take();
  TEXT("Nouvelle porte", json_at(job, "title"));
  matines_free(job);
  CHECK(lines > 2 && strstr(heard[1], "3 templates ") == heard[1]);
  CHECK(strstr(heard[lines - 1], "1 templates: door/email.fr.subject: line 1, column 1"));
}

int main(void) {
  folder_make(folder);
  wrong_folders();
  open_set();
  readers();
  followed();
  matines_close(engine);
  folder_remove(folder);
  return check_end("templates");
}
