/* SPDX-License-Identifier: MIT */
/* JSON that is broken, too deep, doubtful or says what cannot be: refused, and nothing written. */
#include "doors.h"

static matines_engine *engine;

static const char *const broken[] = {
    "", " ", "{", "}", "{}{}", "{\"a\":}", "{\"a\" 1}", "[1,]", "{\"a\":1,}", "nul", "'a'", "\"a",
    "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}", "{\"a\":1e999}", "{\"a\":NaN}",
    "{\"a\":\"\\x\"}", "{\"a\":\"\\ud800\"}", "{\"a\":\"\\udc00\\ud800\"}", "{\"a\":\"\\u0000\"}",
    "{\"a\":\"\t\"}", "\xef\xbb\xbf{}", "{} x", "// {}", "null", "true", "1", "\"text\"",
    "{\"user_id\":\"42\",\"user_id\":\"42\"}", "{\"user_id\":\"42\",\"user_\\u0069d\":\"42\"}",
    "{\"id\":\"7\",\"id\":\"7\"}", "{\"title\":\"a\",\"title\":\"a\"}",
    "{\"user_id\":\"42\",\"data\":{\"a\":1,\"a\":1}}",
    "{\"title\":\"a\",\"data\":{\"a\":1,\"a\":2}}"};

typedef struct wrong {
  door_call *call;
  const char *text;
  matines_status status;
  /* What the message names. */
  const char *named;
} wrong;

static const wrong wrongs[] = {
    {user_put, "{}", MATINES_EINVALID, "id"},
    {user_put, "{\"id\":7}", MATINES_EINVALID, "id"},
    {user_put, "{\"id\":\"\"}", MATINES_EINVALID, "id"},
    {user_put, "{\"id\":\"a\\u200bb\"}", MATINES_EINVALID, "id"},
    {user_put, "{\"id\":\"a\\nb\"}", MATINES_EINVALID, "id"},
    {user_put, "{\"id\":\"7\",\"mail\":\"a@example.org\"}", MATINES_EINVALID, "mail"},
    {user_put, "{\"id\":\"7\",\"email\":\"a\"}", MATINES_EINVALID, "email"},
    {user_put, "{\"id\":\"7\",\"email\":\"a@example.org\\r\\nBcc: x@example.org\"}",
     MATINES_EINVALID, "email"},
    {user_put, "{\"id\":\"7\",\"phone\":\"0612345678\"}", MATINES_EINVALID, "phone"},
    {user_put, "{\"id\":\"7\",\"locale\":\"français\"}", MATINES_EINVALID, "locale"},
    {user_put, "{\"id\":\"7\",\"time_zone\":\"../etc\"}", MATINES_EINVALID, "time_zone"},
    {user_put, "{\"id\":\"7\",\"roles\":\"member\"}", MATINES_EINVALID, "roles"},
    {user_put, "{\"id\":\"7\",\"domains\":[1]}", MATINES_EINVALID, "domains"},
    {emit_json, "{}", MATINES_EINVALID, "user_id"},
    {emit_json, "{\"user_id\":42}", MATINES_EINVALID, "user_id"},
    {emit_json, "{\"user_id\":\"nobody\"}", MATINES_EUNKNOWNUSER, "nobody"},
    {emit_json, "{\"user_id\":\"42\",\"date\":{}}", MATINES_EINVALID, "date"},
    {emit_json, "{\"user_id\":\"42\",\"data\":[]}", MATINES_EINVALID, "data"},
    {emit_json, "{\"user_id\":\"42\",\"users\":{}}", MATINES_EINVALID, "users"},
    {emit_json, "{\"user_id\":\"42\",\"users\":[{\"id\":\"8\"},{\"id\":\"8\"}]}",
     MATINES_EINVALID, "users"},
    {emit_json, "{\"user_id\":\"42\",\"users\":[{\"id\":\"8\",\"email\":\"b\"}]}",
     MATINES_EINVALID, "users[0].email"},
    {emit_json, "{\"user_id\":\"9\",\"users\":[{\"id\":\"8\"}]}", MATINES_EUNKNOWNUSER, "9"},
    {emit_event, "user.demoted", MATINES_EUNKNOWNEVENT, "user.demoted"},
    {emit_event, "user promoted", MATINES_EINVALID, "event"},
    {stage_event, "user.demoted", MATINES_EUNKNOWNEVENT, "user.demoted"},
    {stage_json, "{\"user_id\":\"42\",\"date\":{}}", MATINES_EINVALID, "date"},
    {confirm_id, "never", MATINES_ENOTFOUND, "event_id"},
    {notify_user, "nobody", MATINES_EUNKNOWNUSER, "nobody"},
    {notify_json, "{}", MATINES_EINVALID, "title"},
    {notify_json, "{\"title\":\"\"}", MATINES_EINVALID, "title"},
    {notify_json, "{\"title\":\"a\\nb\"}", MATINES_EINVALID, "title"},
    {notify_json, "{\"title\":\"a\",\"severity\":\"fatal\"}", MATINES_EINVALID, "severity"},
    {notify_json, "{\"title\":\"a\",\"category\":\"none\"}", MATINES_EINVALID, "category"},
    {notify_json, "{\"title\":\"a\",\"type\":\"a b\"}", MATINES_EINVALID, "type"},
    {notify_json, "{\"title\":\"a\",\"data\":\"b\"}", MATINES_EINVALID, "data"},
    {notify_json, "{\"title\":\"a\",\"text\":\"b\"}", MATINES_EINVALID, "text"},
    {subscription_put_user, "nobody", MATINES_EUNKNOWNUSER, "nobody"},
    {subscription_put_json, "{\"endpoint\":\"https://a.example/\"}", MATINES_EINVALID, "keys"},
    {subscription_put_json, "{" KEYS "}", MATINES_EINVALID, "endpoint"},
    {subscription_put_json, "{\"endpoint\":\"http://a.example/\"," KEYS "}", MATINES_EINVALID,
     "endpoint"},
    {subscription_put_json,
     "{\"endpoint\":\"https://a.example/\",\"keys\":{\"p256dh\":\"AAAA\",\"auth\":\"AAAA\"}}",
     MATINES_EINVALID, "p256dh"},
    {subscription_remove_endpoint, "https://a.example/", MATINES_ENOTFOUND, ""},
    {page_user, "nobody", MATINES_EUNKNOWNUSER, "nobody"},
    {page_query, "{\"limit\":0}", MATINES_EINVALID, "query.limit"},
    {counts_user, "nobody", MATINES_EUNKNOWNUSER, "nobody"},
    {mark_ids, "{}", MATINES_EINVALID, "ids_json"},
    {mark_ids, "[\"42\"]", MATINES_EINVALID, "ids_json[0]"},
    {mark_ids, "[\"01890000-0000-7000-8000-000000000000\"]", MATINES_ENOTFOUND, ""},
    {all_cursor, "42", MATINES_EINVALID, ""},
    {all_query, "{\"limit\":1}", MATINES_EINVALID, "query.limit"},
    {undo_token, "42", MATINES_EINVALID, "undo"},
    {undo_token, door_undo, MATINES_ENOTFOUND, ""},
    {take_channels, "[]", MATINES_EINVALID, "channels"},
    {take_channels, "[\"email\",\"pigeon\"]", MATINES_EINVALID, "channels"},
    {take_channels, "[\"stage\",\"email\"]", MATINES_EINVALID, "channels"},
    {take_channels, "{\"a\":1}", MATINES_EINVALID, "channels"},
    {explain_user, "nobody", MATINES_ENOTFOUND, ""},
    {explain_id, "01890000-0000-7000-8000-000000000000", MATINES_ENOTFOUND, ""},
    {explain_locale, "not a locale", MATINES_EINVALID, ""},
    {add_channel_name, "a b", MATINES_EINVALID, "name"},
    {add_channel_name, "email", MATINES_ECONFLICT, ""},
};

static int takes_json(const door *door) {
  return name_ends(door->name, "json") || name_ends(door->name, " ids") ||
         name_ends(door->name, " query") ||
         !strcmp(door->name, "user_put") || !strcmp(door->name, "take");
}

static void every_break(void) {
  for (int i = 0; i < DOORS; i++) {
    if (!takes_json(&doors[i])) continue;
    for (size_t k = 0; k < sizeof broken / sizeof *broken; k++) {
      outputs_dirty();
      matines_status status = doors[i].call(engine, broken[k]);
      if (!CHECK(status == MATINES_EINVALID)) {
        fprintf(stderr, "%s: %s: status %d\n", doors[i].name, broken[k], status);
      }
      CHECK(*matines_error_message() && outputs_clean(doors[i].output));
    }
  }
}

static void every_wrong(void) {
  for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
    outputs_dirty();
    matines_status status = wrongs[i].call(engine, wrongs[i].text);
    STATUS(wrongs[i].status, status);
    if (!CHECK(strstr(matines_error_message(), wrongs[i].named))) {
      fprintf(stderr, "wrong %zu: %s: \"%s\"\n", i, wrongs[i].text, matines_error_message());
    }
  }
}

/* 32 levels are the limit, the document itself being one. */
static void depth(void) {
  char text[70000];
  for (int levels = 1; levels <= 60000; levels = levels < 40 ? levels + 1 : levels * 3) {
    int at = sprintf(text, "{\"title\":\"a\",\"data\":{\"a\":");
    for (int i = 0; i < levels && at < 65000; i++) text[at++] = '[';
    if (levels < 1000) {
      for (int i = 0; i < levels; i++) text[at++] = ']';
      at += sprintf(text + at, "}}");
    }
    text[at] = 0;
    matines_status status = matines_notify(engine, "42", NULL, text, NULL);
    if (levels + 2 <= 32) OK(status);
    else STATUS(MATINES_EINVALID, status);
  }
}

static void sizes(void) {
  static char text[1 << 17];
  const struct { int octets; const char *format; matines_status beyond; } members[] = {
      {512, "{\"title\":\"%s\"}", MATINES_ETOOLARGE},
      {16384, "{\"title\":\"a\",\"body\":\"%s\"}", MATINES_ETOOLARGE},
      {64, "{\"title\":\"a\",\"type\":\"%s\"}", MATINES_ETOOLARGE}};
  char *value = malloc(70000);
  for (size_t i = 0; value && i < sizeof members / sizeof *members; i++) {
    for (int more = 0; more < 2; more++) {
      memset(value, 'a', members[i].octets + more);
      value[members[i].octets + more] = 0;
      snprintf(text, sizeof text, members[i].format, value);
      STATUS(more ? members[i].beyond : MATINES_OK, matines_notify(engine, "42", NULL, text, NULL));
    }
  }
  free(value);
  int at = sprintf(text, "[");
  for (int i = 0; i < 501; i++) {
    at += sprintf(text + at, "%s\"%s\"", i ? "," : "", door_notification);
  }
  sprintf(text + at, "]");
  STATUS(MATINES_EINVALID, matines_inbox_mark(engine, "42", text, MATINES_SEEN, NULL));
}

int main(void) {
  char folder[4096];
  folder_make(folder);
  engine = open_push_engine(folder, "");
  OK(matines_user_put(engine, JEANNE));
  strcpy(door_notification, emit_promotion(engine, "evt-1").notification_id);
  int64_t before = counts_of(engine, "42").version;
  every_break();
  every_wrong();
  NUMBER(before, counts_of(engine, "42").version);
  depth();
  sizes();
  before = counts_of(engine, "42").version;
  emit_promotion(engine, "evt-2");
  CHECK(counts_of(engine, "42").version > before);
  matines_close(engine);
  folder_remove(folder);
  return check_end("bad_document");
}
