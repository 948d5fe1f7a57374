/* SPDX-License-Identifier: MIT */
/* Templates tried before they are sent: what is wrong with them, and what they make of values. */
#include <sys/stat.h>

#include "host.h"
#include "json.h"

static char folder[4096];
static char *answer;

static void put(const char *name, const char *text) {
  char path[8192];
  snprintf(path, sizeof path, "%s/door", folder);
  mkdir(path, 0755);
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file_write(path, text, 0644);
}

static const char *member(const char *path) { return json_at(answer, path); }

static void lint(const char *where, const char *sample) {
  matines_free(answer);
  answer = NULL;
  OK(matines_template_lint(where, sample, &answer));
  CHECK(answer && json_valid(answer));
  if (!answer) answer = calloc(1, 1);
}

static void preview(const char *where, const char *request) {
  matines_free(answer);
  answer = NULL;
  OK(matines_template_preview(where, request, &answer));
  CHECK(answer && json_valid(answer));
  if (!answer) answer = calloc(1, 1);
}

static int says(const char *kind) {
  char wanted[64];
  snprintf(wanted, sizeof wanted, "\"kind\":\"%s\"", kind);
  return strstr(answer, wanted) != NULL;
}

static void shipped(void) {
  lint(NULL, NULL);
  TEXT("1", member("version"));
  TEXT("0", member("errors"));
  TEXT("0", member("warnings"));
  lint(NULL, "{\"data\":{\"name\":\"Ada\",\"ministry\":\"Sant\xc3\xa9\",\"targetUrl\":\"/\"}}");
  TEXT("0", member("errors"));
  TEXT("0", member("warnings"));
  preview(NULL, "{\"template\":\"promotion\",\"event\":\"user.promoted_to_minister\","
                "\"channel\":\"sms\",\"locale\":\"en\",\"data\":{\"ministry\":\"Health\"}}");
  TEXT("Congratulations! Your role of minister (Health) is active.", member("messages.0.text"));
  TEXT("GSM-7", member("messages.0.encoding"));
  TEXT("1", member("messages.0.parts"));
  TEXT("null", member("messages.0.title"));
  preview(NULL, "{\"sources\":true}");
  TEXT("messages.en.json", member("sources.0.path"));
}

static void wrong_folder(void) {
  put("door/email.fr.subject", "Porte {{door}}");
  put("door/email.fr.text", "{{other}}");
  put("door/email.en.subject", "Door {{door}}");
  put("door/email.en.html", "<p>\n{{{door}}}");
  put("door/sms.fr.text", "\xc3\xaatre {{door}}");
  put("door/sms.en.text", "{{> gone}}");
  put("door/push.fr.title", "{{#door}}");
  put("door/email.fr.html.twig", "");
  put("messages.fr.json", "{\"n\":{\"of\":\"n\",\"one\":\"1\"}}");
  lint(folder, NULL);
  const char *kinds[] = {"refused",  "missing_partial", "missing_language", "html_without_text",
                         "raw",      "sms_encoding",    "host_template"};
  for (size_t at = 0; at < sizeof kinds / sizeof *kinds; at++)
    if (!says(kinds[at])) TEXT(kinds[at], answer);
  CHECK(strstr(answer, "messages.fr.json"));
  lint(folder, "{\"data\":{\"door\":\"n\"}}");
  CHECK(says("unknown_variable") && strstr(answer, "{{other}}"));
}

static void refusals(void) {
  STATUS(MATINES_ENULL, matines_template_lint(NULL, NULL, NULL));
  matines_free(answer);
  answer = folder;
  STATUS(MATINES_ECONFIG, matines_template_lint("/none/of/it", NULL, &answer));
  CHECK(answer == NULL && strstr(matines_error_message(), "/none/of/it"));
  STATUS(MATINES_EINVALID, matines_template_lint(NULL, "{\"datum\":1}", &answer));
  TEXT("sample.datum: unknown member", matines_error_message());
  STATUS(MATINES_ENULL, matines_template_preview(NULL, NULL, &answer));
  STATUS(MATINES_ENULL, matines_template_preview(NULL, "{}", NULL));
  STATUS(MATINES_EINVALID, matines_template_preview(NULL, "{\"locale\":\"?\"}", &answer));
  STATUS(MATINES_EENCODING, matines_template_preview(NULL, "{\"\xff\":1}", &answer));
  STATUS(MATINES_ECONFIG, matines_template_preview(NULL, "{\"template\":\"gone\"}", &answer));
  STATUS(MATINES_ECONFIG, matines_template_preview(folder, "{}", &answer));
  CHECK(answer == NULL);
}

int main(void) {
  folder_make(folder);
  shipped();
  wrong_folder();
  refusals();
  matines_free(answer);
  folder_remove(folder);
  return check_end("template_lint");
}
