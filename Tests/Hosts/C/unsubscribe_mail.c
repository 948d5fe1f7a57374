/* SPDX-License-Identifier: MIT */
/* The ends of e-mails: in their headers for one click, in the words of a renderer, and nowhere
   where they must be heard. */
#include "host.h"
#include "json.h"

#define PAGE "https://bo.example.org/unsubscribe"
#define NEWS "{\"user_id\":\"42\",\"data\":{}}"

static char folder[4096], out[8192], asked[1 << 16];
static host_clock host_time;

static matines_engine *opened(const char *name, const char *unsubscribe) {
  matines_engine *engine = open_engine(
      "{\"store\":\"sqlite:%s/%s.db\",\"mailer\":\"spool:%s\",\"unsubscribe\":%s,\"policy\":{"
      "\"ladders\":{\"mail\":[{\"channel\":\"email\",\"when\":\"any\"}]},"
      "\"categories\":{\"news\":{\"class\":\"promotional\",\"ladder\":\"mail\"},"
      "\"role\":{\"mandatory\":true,\"ladder\":\"mail\"}},"
      "\"rules\":{\"news.weekly\":{\"category\":\"news\",\"template\":\"weekly\"},"
      "\"user.promoted_to_minister\":{\"category\":\"role\",\"template\":\"promotion\"}}}}",
      folder, name, out, unsubscribe);
  clock_set(engine, &host_time);
  OK(matines_user_put(engine, JEANNE));
  return engine;
}

static char *mail(matines_engine *engine) {
  char path[8400] = "";
  NUMBER(1, work(engine, 0).delivered);
  NUMBER(1, folder_count(out, ".eml", path, sizeof path));
  char *text = file_read(path);
  folder_remove(out);
  return text ? text : calloc(1, 1);
}

static char *notice(matines_engine *engine, const char *category) {
  char document[256];
  snprintf(
      document, sizeof document, "{\"title\":\"Bonjour\",\"category\":\"%s\"}", category);
  OK(matines_notify(engine, "42", NULL, document, NULL));
  return mail(engine);
}

/* The token of the one link in a header. */
static void token_of(const char *text, char *token, size_t size) {
  const char *start = strstr(text, "\r\nList-Unsubscribe: <" PAGE "?token=");
  *token = 0;
  if (!CHECK(start)) return;
  start = strchr(start, '=') + 1;
  size_t length = strcspn(start, ">");
  CHECK(length < size && strncmp(start + length, ">\r\n", 3) == 0);
  snprintf(token, size, "%.*s", (int)length, start);
}

static void one_click(void) {
  matines_engine *engine = opened("signed", "{\"url\":\"" PAGE "\",\"dkim\":true}");
  char *text = notice(engine, "news"), token[512], *link = NULL;
  CHECK(strstr(text, "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
  token_of(text, token, sizeof token);
  OK(matines_unsubscribe_read(engine, token, &link));
  TEXT("news", json_at(link, "category"));
  matines_free(link);
  free(text);
  text = notice(engine, "role");
  CHECK(!strstr(text, "List-Unsubscribe"));
  free(text);
  OK(matines_unsubscribe(engine, token));
  OK(matines_notify(engine, "42", NULL, "{\"title\":\"Encore\",\"category\":\"news\"}", NULL));
  NUMBER(0, work(engine, 0).delivered);
  matines_close(engine);
}

static matines_status render(void *context, const char *request_json, const char **rendered_json) {
  (void)context;
  snprintf(asked, sizeof asked, "%s", request_json);
  *rendered_json = "{\"title\":\"T\",\"text\":\"M\"}";
  return MATINES_OK;
}

/* Nobody signs: no header, and the page is in the words all the same. */
static void in_words(void) {
  matines_engine *engine = opened("unsigned", "{\"url\":\"" PAGE "\"}");
  matines_renderer table = {.size = sizeof table, .render = render};
  OK(matines_set_renderer(engine, &table));
  OK(matines_emit(engine, "news.weekly", NULL, NEWS, NULL));
  char *text = mail(engine), *link = NULL;
  CHECK(!strstr(text, "List-Unsubscribe"));
  free(text);
  const char *address = json_at(asked, "unsubscribe_url"), *start = PAGE "?token=";
  if (CHECK(strncmp(address, start, strlen(start)) == 0)) {
    OK(matines_unsubscribe_read(engine, address + strlen(start), &link));
    matines_free(link);
  }
  emit_promotion(engine, "evt-1");
  free(mail(engine));
  TEXT("promotion", json_at(asked, "template"));
  TEXT("null", json_at(asked, "unsubscribe_url"));
  matines_close(engine);
}

/* Without its key no link can be made: the mail waits until somebody mends that. */
static void without_key(void) {
  matines_engine *engine = opened("keyless", "{\"url\":\"" PAGE "\",\"dkim\":true}");
  char path[8400];
  snprintf(path, sizeof path, "%s/keyless.db.keys/unsubscribe.key", folder);
  FILE *file = fopen(path, "w");
  if (CHECK(file)) fputs("not a key\n", file), fclose(file);
  OK(matines_notify(engine, "42", NULL, "{\"title\":\"Bonjour\",\"category\":\"news\"}", NULL));
  matines_work_report report = work(engine, 0);
  NUMBER(0, report.delivered);
  NUMBER(1, report.misconfigured);
  NUMBER(0, folder_count(out, ".eml", NULL, 0));
  matines_close(engine);
}

int main(void) {
  folder_make(folder);
  snprintf(out, sizeof out, "%s/out", folder);
  one_click();
  in_words();
  without_key();
  folder_remove(folder);
  return check_end("unsubscribe_mail");
}
