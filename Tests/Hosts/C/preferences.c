/* SPDX-License-Identifier: MIT */
/* Preferences, quiet hours, a pause, links that unsubscribe, and time zones that do not exist. */
#include "host.h"
#include "json.h"

#define NIGHT "{\"quiet_hours\":{\"from\":\"22:00\",\"to\":\"07:00\"}}"
#define AWAY "{\"title\":\"Bonjour\",\"category\":\"general\"}"
/* 29 March 2026, 00:30 in Paris; the clocks go forward at 02:00. */
#define MIDNIGHT 1774740600000
#define MINUTE 60000

static matines_engine *engine;
static host_clock host_time;

static char *sheet(const char *user) {
  char *text = NULL;
  OK(matines_preference_get(engine, user, &text));
  CHECK(json_valid(text));
  return text;
}

static void choosing(void) {
  OK(matines_preference_set(
      engine, "42",
      "{\"time_zone\":\"Europe/Paris\",\"channels\":{\"general\":{\"webpush\":false}}}"));
  OK(matines_preference_set(engine, "42", NIGHT));
  char *text = sheet("42");
  TEXT("1", json_at(text, "version"));
  TEXT("Europe/Paris", json_at(text, "time_zone"));
  TEXT("22:00", json_at(text, "preferences.quiet_hours.from"));
  TEXT("false", json_at(text, "preferences.channels.general.webpush"));
  TEXT("general", json_at(text, "categories.0.name"));
  TEXT("webpush", json_at(text, "categories.0.channels.1.channel"));
  TEXT("false", json_at(text, "categories.0.channels.1.on"));
  TEXT("role", json_at(text, "categories.1.name"));
  TEXT("true", json_at(text, "categories.1.channels.1.fixed"));
  matines_free(text);
  OK(matines_preference_set(engine, "42", "{\"channels\":{\"general\":{\"webpush\":null}}}"));
  text = sheet("42");
  TEXT("true", json_at(text, "categories.0.channels.1.on"));
  TEXT("07:00", json_at(text, "preferences.quiet_hours.to"));
  matines_free(text);
}

static void refused(const char *patch, const char *path) {
  char *before = sheet("42");
  STATUS(MATINES_EINVALID, matines_preference_set(engine, "42", patch));
  if (!CHECK(strstr(matines_error_message(), path))) fprintf(stderr, "%s\n", patch);
  char *after = sheet("42");
  TEXT(before, after);
  matines_free(before);
  matines_free(after);
}

static void refusing(void) {
  refused("{\"time_zone\":\"Europe/Lutetia\"}", "time_zone");
  refused("{\"colour\":\"red\"}", "colour");
  refused("{\"quiet_hours\":{\"from\":\"22:00\",\"to\":\"24:00\"}}", "quiet_hours.to");
  refused("{\"channels\":{\"none\":{\"email\":true}}}", "channels.none");
  refused("{\"channels\":{\"general\":{\"pager\":true}}}", "channels.general.pager");
  refused("{\"channels\":{\"role\":{\"email\":false}}}", "channels.role.email");
  refused("{\"channels\":{\"general\":{\"email\":1}}}", "channels.general.email");
  refused("{\"paused_until_ms\":-1}", "paused_until_ms");
  refused("[]", "");
  STATUS(MATINES_EINVALID, matines_preference_pause(engine, "42", -1));
  STATUS(MATINES_EINVALID, matines_preference_pause(engine, "42", INT64_MAX));
  STATUS(MATINES_EINVALID, matines_preference_pause(engine, "42", INT64_MIN));
  char *text = NULL;
  STATUS(MATINES_EUNKNOWNUSER, matines_preference_get(engine, "43", &text));
  STATUS(MATINES_EUNKNOWNUSER, matines_preference_set(engine, "43", "{}"));
  STATUS(MATINES_EUNKNOWNUSER, matines_preference_pause(engine, "43", 0));
}

static void zones(void) {
  STATUS(MATINES_EINVALID,
         matines_user_put(engine, "{\"id\":\"44\",\"time_zone\":\"Europe/Lutetia\"}"));
  CHECK(strstr(matines_error_message(), "user.time_zone"));
  const char *event =
      "{\"user_id\":\"44\",\"users\":[{\"id\":\"44\",\"time_zone\":\"Mars/Olympus\"}]}";
  STATUS(MATINES_EINVALID, matines_emit(engine, PROMOTED, NULL, event, NULL));
  CHECK(strstr(matines_error_message(), "users[0].time_zone"));
  STATUS(MATINES_EINVALID, matines_stage(engine, PROMOTED, "evt-zone", event));
  CHECK(strstr(matines_error_message(), "users[0].time_zone"));
  matines_counts counts = {.size = sizeof counts};
  STATUS(MATINES_EUNKNOWNUSER, matines_inbox_counts(engine, "44", &counts));
}

/* An e-mail of a category that waits, a mandatory one that waits too, both to the minute. */
static void night(void) {
  host_time.now = MIDNIGHT;
  OK(matines_notify(engine, "42", NULL, AWAY, NULL));
  emit_promotion(engine, "evt-night");
  NUMBER(0, work(engine, 0).delivered);
  clock_advance(&host_time, (5 * 60 + 29) * MINUTE);
  NUMBER(0, work(engine, 0).delivered);
  clock_advance(&host_time, MINUTE);
  NUMBER(2, work(engine, 0).delivered);
}

static void pausing(void) {
  host_time.now = MIDNIGHT + 12 * 60 * MINUTE;
  OK(matines_preference_pause(engine, "42", host_time.now + 10 * MINUTE));
  OK(matines_notify(engine, "42", NULL, AWAY, NULL));
  clock_advance(&host_time, 5 * MINUTE);
  NUMBER(0, work(engine, 0).delivered);
  OK(matines_preference_pause(engine, "42", 0));
  OK(matines_notify(engine, "42", NULL, AWAY, NULL));
  clock_advance(&host_time, 5 * MINUTE);
  NUMBER(1, work(engine, 0).delivered);
}

static void unsubscribing(void) {
  char *token = NULL, *again = NULL, *text = NULL;
  OK(matines_unsubscribe_token(engine, "42", "general", "email", &token));
  OK(matines_unsubscribe_token(engine, "42", "general", "email", &again));
  TEXT(token, again);
  OK(matines_unsubscribe_read(engine, token, &text));
  CHECK(json_valid(text));
  TEXT("general", json_at(text, "category"));
  TEXT("email", json_at(text, "channel"));
  TEXT("false", json_at(text, "fixed"));
  CHECK(!strstr(text, "42"));
  matines_free(text);
  OK(matines_unsubscribe(engine, token));
  OK(matines_unsubscribe(engine, token));
  OK(matines_notify(engine, "42", NULL, AWAY, NULL));
  clock_advance(&host_time, 5 * MINUTE);
  NUMBER(0, work(engine, 0).delivered);
  STATUS(MATINES_EINVALID, matines_unsubscribe_token(engine, "42", "role", "email", &text));
  CHECK(text == NULL);
  STATUS(MATINES_EINVALID, matines_unsubscribe_token(engine, "42", "none", "email", &text));
  STATUS(MATINES_EINVALID, matines_unsubscribe_token(engine, "42", "general", "pager", &text));
  token[5] ^= 1;
  STATUS(MATINES_EINVALID, matines_unsubscribe(engine, token));
  STATUS(MATINES_EINVALID, matines_unsubscribe_read(engine, token, &text));
  CHECK(text == NULL);
  char *stranger = NULL;
  OK(matines_unsubscribe_token(engine, "43", "general", "email", &stranger));
  STATUS(MATINES_EUNKNOWNUSER, matines_unsubscribe(engine, stranger));
  matines_free(stranger);
  matines_free(token);
  matines_free(again);
}

/* A link that outlives its engine meets a policy in which its category must be heard. */
static void mandatory_meanwhile(const char *folder) {
  char *token = NULL, *text = NULL;
  OK(matines_unsubscribe_token(engine, "42", "general", "email", &token));
  matines_close(engine);
  engine = open_engine(
      "{\"store\":\"sqlite:%s/preferences.db\",\"mailer\":\"spool:%s\",\"policy\":{\"categories\":"
      "{\"general\":{\"mandatory\":true,\"ladder\":\"standard\"}}}}",
      folder, folder);
  OK(matines_unsubscribe_read(engine, token, &text));
  TEXT("true", json_at(text, "fixed"));
  matines_free(text);
  STATUS(MATINES_ECONFLICT, matines_unsubscribe(engine, token));
  matines_free(token);
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  engine = open_engine(
      "{\"store\":\"sqlite:%s/preferences.db\",\"mailer\":\"spool:%s\"}", folder, folder);
  clock_set(engine, &host_time);
  OK(matines_user_put(engine, JEANNE));
  choosing();
  refusing();
  zones();
  night();
  pausing();
  unsubscribing();
  mandatory_meanwhile(folder);
  matines_close(engine);
  folder_remove(folder);
  return check_end("preferences");
}
